using System.Globalization;
using System.Net;
using System.Text;
using Quartz;
using QuartzCluster.Cluster;

namespace QuartzCluster.StatusPage;

/// <summary>The page itself: no scripts, nothing from elsewhere, readable in light and dark and without a mouse.</summary>
internal static class Html
{
    private const int Newest = 15;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>Cluster sagetasks</title>
        <style>
        :root { color-scheme: light dark; --text: #1b1f24; --back: #ffffff; --faint: #57606a; --line: #c9d1d9; --accent: #0550ae; --bad: #a40e26 }
        @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --faint: #9da7b1; --line: #3d444d; --accent: #79b8ff; --bad: #ff8182 } }
        body { margin: 0 auto; padding: 1rem 1.5rem 3rem; max-width: 70rem; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
        h1 { font-size: 1.5rem; margin: .5rem 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem }
        p { margin: .25rem 0 } .faint { color: var(--faint) } .bad { color: var(--bad); font-weight: 600 } a { color: var(--accent) }
        .table { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .95rem }
        th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line) }
        thead th { color: var(--faint); font-weight: 600; white-space: nowrap } tbody th { font-weight: 600 } td.time { white-space: nowrap; font-variant-numeric: tabular-nums }
        form { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: end; margin-top: .5rem } label { display: grid; gap: .2rem }
        input, button { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--faint); border-radius: .3rem; padding: .3rem .6rem }
        button { border-color: var(--accent); color: var(--accent); font-weight: 600 } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
        </style>
        </head>
        <body>
        <main>

        """;

    private const string Form = """
        <h2 id="order">Order work</h2>
        <form method="post" action="/" aria-labelledby="order">
        <label>Samples, all where empty <input name="samples" autocomplete="off" spellcheck="false"></label>
        <label>Scope, for work of its own <input name="scope" autocomplete="off" spellcheck="false"></label>
        <button>Order</button>
        </form>

        """;

    public static string Of(ClusterState state)
    {
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"<h1>Cluster {ClusterTables.Scheduler}</h1>\n<p>{Encode(ClusterTables.Summarize(state))}</p>\n<p class=\"faint\">As of {Time(state.At)} UTC. <a href=\"/\">Look again</a></p>\n");
        Table(page, "Nodes", ["Node", "State", "Last check-in"], state.Nodes, node => [node.InstanceId, Bad(node.State.ToString(), node.State == ClusterNodeState.Failed), Time(node.LastCheckInUtc)]);
        Table(page, "Work", ["Work", "Run", "Last step", "Said", "At"], state.Works, work => [work.Work, work.Run ?? "", work.Step, work.Result, Time(work.At)]);
        Table(page, "Executing", ["Job", "For", "Node", "State", "Since"], state.Firings, firing =>
            [firing.JobKey?.Name ?? "", firing.TriggerKey.Name, firing.SchedulerInstanceId, firing.State.ToString(), Time(firing.FireTimeUtc)]);
        Table(page, "Triggers", ["Trigger", "Job", "State", "Next"], state.Triggers, trigger =>
            [trigger.Key.Name, trigger.JobKey.Name, Bad(trigger.State.ToString(), trigger.State == TriggerState.Error), Time(trigger.NextFireTimeUtc)]);
        Table(page, "Executed", ["Job", "For", "Node", "Result", "Said", "At"], [.. state.Executions.Take(Newest)], execution =>
            [execution.JobName, ClusterTables.WorkOf(execution) ?? execution.TriggerName, execution.SchedulerInstanceId, Bad(execution.EffectiveResult.ToString(), execution.EffectiveResult == JobRunResult.Failed),
             execution.Summary ?? execution.ExceptionMessage ?? "", Time(execution.FiredAtUtc)]);
        return page.Append(Form).Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Table<T>(StringBuilder page, string title, string[] columns, IReadOnlyList<T> rows, Func<T, Cell[]> cells)
    {
        var id = title.ToLowerInvariant();
        page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{id}\">{title}</h2>\n");
        if (rows.Count == 0)
        {
            page.Append("<p class=\"faint\">None.</p>\n");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\"><table aria-labelledby=\"{id}\">\n<thead><tr>");
        page.AppendJoin("", columns.Select(column => $"<th scope=\"col\">{column}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows.Select(cells))
        {
            page.Append("<tr><th scope=\"row\">").Append(Encode(row[0].Text)).Append("</th>");
            page.AppendJoin("", row.Skip(1).Select(cell => $"<td{(cell.Class is null ? "" : $" class=\"{cell.Class}\"")}>{Encode(cell.Text)}</td>")).Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static Cell Bad(string text, bool isBad) => new(text, isBad ? "bad" : null);

    private static Cell Time(DateTimeOffset? time) => new(time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "", "time");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private sealed record Cell(string Text, string? Class = null)
    {
        public static implicit operator Cell(string text) => new(text);

        public override string ToString() => Text;
    }
}
