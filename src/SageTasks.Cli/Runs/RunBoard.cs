using SageTasks.Runs;
using Spectre.Console;

namespace SageTasks.Cli;

/// <summary>Follows runs: for somebody who watches as a board that changes, otherwise a line for each change.</summary>
internal static class RunBoard
{
    public static async Task<int> FollowAsync<TRequest>(
        CommandCall call, IRunPlatform<TRequest> platform, IReadOnlyList<string> ids, WatchOptions options, EvidenceKeeper? evidence, CancellationToken cancellationToken)
    {
        var ended = new Dictionary<string, RunState>(StringComparer.Ordinal);
        var changes = KeptAsync(new RunWatcher().WatchAsync(platform, ids, options, cancellationToken), evidence);
        if (call.Terminal is { IsInteractive: true, IsJson: false })
        {
            await LiveAsync(call.Terminal, ids, changes, ended);
        }
        else
        {
            await foreach (var change in changes)
            {
                Note(change, ended);
                call.Terminal.Result(change, CliJson.Default.RunChange, Text);
            }
        }

        return ids.All(id => ended.GetValueOrDefault(id) == RunState.Succeeded) ? ExitCode.Done : ExitCode.RunFailed;
    }

    public static string Line(RunSnapshot run) =>
        $"{run.Id} {run.State}{(run.Name is { } name ? $" {name}" : "")}{(run.Message is { } message ? $": {message}" : "")}{(run.Link is { } link ? $" {link}" : "")}";

    private static async Task LiveAsync(Terminal terminal, IReadOnlyList<string> ids, IAsyncEnumerable<RunChange> changes, Dictionary<string, RunState> ended)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        var rows = ids.ToDictionary(id => id, id => new RunSnapshot { Id = id, State = RunState.Unknown }, StringComparer.Ordinal);
        var tails = new List<RunChange>();
        await console.Live(Board(rows.Values)).StartAsync(async context =>
        {
            await foreach (var change in changes)
            {
                Note(change, ended);
                rows[change.WatchedId] = change.Run ?? rows[change.WatchedId];
                if (change.LogTail.Count > 0)
                {
                    tails.Add(change);
                }

                context.UpdateTarget(Board(rows.Values));
            }
        });
        foreach (var failed in tails)
        {
            await terminal.Error.WriteLineAsync(Text(failed));
        }
    }

    private static async IAsyncEnumerable<RunChange> KeptAsync(IAsyncEnumerable<RunChange> changes, EvidenceKeeper? evidence)
    {
        await foreach (var change in changes)
        {
            if (change.Kind is RunChangeKind.Ended or RunChangeKind.Vanished)
            {
                evidence?.Keep(change);
            }

            yield return change;
        }
    }

    private static Table Board(IEnumerable<RunSnapshot> runs)
    {
        var table = new Table().RoundedBorder().AddColumns("run", "name", "state", "since");
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Id), Markup.Escape(run.Name ?? ""), $"[{Colour(run.State)}]{run.State}[/]",
                (run.CompletedAt ?? run.CreatedAt)?.LocalDateTime.ToString("T", System.Globalization.CultureInfo.CurrentCulture) ?? "");
        }

        return table;
    }

    private static string Colour(RunState state) => state switch
    {
        RunState.Succeeded => "green",
        RunState.Failed or RunState.SystemFailed or RunState.Preempted => "red",
        RunState.Canceled or RunState.Canceling => "yellow",
        RunState.Running => "blue",
        _ => "default",
    };

    private static void Note(RunChange change, Dictionary<string, RunState> ended)
    {
        if (change.Kind is RunChangeKind.Ended or RunChangeKind.Vanished)
        {
            ended[change.WatchedId] = change is { Kind: RunChangeKind.Ended, Run.State: { } state } ? state : RunState.Unknown;
        }
    }

    private static string Text(RunChange change)
    {
        var what = change.Kind switch
        {
            RunChangeKind.Stalled => " has not changed for long",
            RunChangeKind.Vanished => " is not shown by the platform any more",
            RunChangeKind.Moved => " is the run that goes on",
            _ => "",
        };
        var line = (change.Run is { } run ? Line(run) : change.WatchedId) + what;
        return change.LogTail.Count == 0 ? line : $"{line}{Environment.NewLine}{string.Join(Environment.NewLine, change.LogTail.Select(text => "  | " + text))}";
    }
}
