using SageTasks.Runs;
using Spectre.Console;

namespace SageTasks.Cli;

/// <summary>Follows runs: for somebody who watches as a board that changes, otherwise a line for each change.</summary>
internal static class RunBoard
{
    /// <summary>Follows runs until all have ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="asked">The ids of the runs.</param>
    /// <param name="areKnown">Whether the platform is known to have had them; otherwise an id may be a slip.</param>
    /// <param name="options">How to watch.</param>
    /// <param name="evidence">Where ends are kept; nowhere where null.</param>
    /// <param name="cancellationToken">Stops the watching; the runs go on.</param>
    /// <exception cref="FileNotFoundException">The platform never showed one of the runs; the others have succeeded.</exception>
    public static async Task<int> FollowAsync<TRequest>(
        CommandCall call, IRunPlatform<TRequest> platform, IReadOnlyList<string> asked, bool areKnown, WatchOptions options, EvidenceKeeper? evidence, CancellationToken cancellationToken)
    {
        var ids = asked.Distinct(StringComparer.Ordinal).ToList();
        var watched = new WatchedRuns(areKnown ? ids : []);
        var changes = watched.NoteAsync(new RunWatcher().WatchAsync(platform, ids, options, cancellationToken), evidence);
        if (call.Terminal is { IsInteractive: true, IsJson: false })
        {
            await LiveAsync(call.Terminal, ids, changes);
        }
        else
        {
            await foreach (var change in changes)
            {
                call.Terminal.Result(change, CliJson.Default.RunChange, Text);
            }
        }

        // A run that failed is not hidden by a slip in another's id.
        var code = ids.Except(watched.NeverSeen, StringComparer.Ordinal).All(watched.HasSucceeded) ? ExitCode.Done : ExitCode.RunFailed;
        if (watched.NeverSeen is not { Count: > 0 } absent)
        {
            return code;
        }

        var slip = $"There is no run {string.Join(", ", absent)}.";
        if (code == ExitCode.Done)
        {
            throw new FileNotFoundException(slip);
        }

        call.Terminal.Fail(code, slip);
        return code;
    }

    public static string Line(RunSnapshot run) =>
        $"{run.Id} {run.State}{(run.Name is { } name ? $" {name}" : "")}{(run.Message is { } message ? $": {message}" : "")}{(run.Link is { } link ? $" {link}" : "")}";

    // The board is for looking at only: what has happened stays as the lines that are written where nobody watches.
    private static async Task LiveAsync(Terminal terminal, IReadOnlyList<string> ids, IAsyncEnumerable<RunChange> changes)
    {
        using var drawing = terminal.Draw();
        var rows = ids.ToDictionary(id => id, id => new RunSnapshot { Id = id, State = RunState.Unknown }, StringComparer.Ordinal);
        var shown = new List<RunChange>();
        try
        {
            await drawing.Console.Live(Board(rows.Values)).AutoClear(true).StartAsync(async context =>
            {
                await foreach (var change in changes)
                {
                    rows[change.WatchedId] = change.Run ?? rows[change.WatchedId];
                    shown.Add(change);
                    context.UpdateTarget(Board(rows.Values));
                }
            });
        }
        finally
        {
            shown.ForEach(change => terminal.Result(change, CliJson.Default.RunChange, Text));
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
