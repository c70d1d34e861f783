using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>How runs ended by the records of a folder, and which run each record is about: servers that count their runs have the same ids.</summary>
internal sealed class KeptEnds(IEnumerable<RunChange> changes)
{
    private readonly IReadOnlyList<RunChange> _ends = [.. changes.Where(change => change.Run is not null || change.Kind == RunChangeKind.Vanished)];

    /// <summary>The runs with their ends, and the runs of which nothing but an end is known.</summary>
    /// <param name="runs">The runs that submissions came to.</param>
    /// <param name="notes">Where to say which ends were left out.</param>
    public IEnumerable<ReportedRun> Join(IReadOnlyList<ReportedRun> runs, ICollection<string> notes)
    {
        var sameId = runs.ToLookup(run => run.Run.Id, StringComparer.Ordinal);
        var found = new Dictionary<ReportedRun, List<RunChange>>(ReferenceEqualityComparer.Instance);
        var others = new List<RunChange>();
        foreach (var end in _ends)
        {
            var told = sameId[end.WatchedId].Select(run => (Run: run, Is: IsOf(end, run))).Where(entry => entry.Is != false).OrderByDescending(entry => entry.Is).ToList();
            if (told.Count == 0 && Adopted(end, [.. sameId[end.WatchedId]]) is { } adopted)
            {
                told = [(adopted, true)];
            }

            if (told.Count == 0)
            {
                others.Add(end);
            }
            else if (told is [{ Is: true }, ..] or [_])
            {
                (found.TryGetValue(told[0].Run, out var list) ? list : found[told[0].Run] = []).Add(end);
            }
            else
            {
                notes.Add($"What became of a run {end.WatchedId} was kept without its server, and several have a run of this id: it was left out.");
            }
        }

        return runs.Select(run => found.TryGetValue(run, out var own) ? WithEnd(run, Best(own)) : run)
            .Concat(others.GroupBy(end => (end.Service, end.Run?.Tag?.Key, end.WatchedId)).Select(group => Alone(Best(group))));
    }

    /// <summary>How much is known of a run: what is known of an end goes before what was seen on the way.</summary>
    public static (bool, bool, RunState) Progress(RunSnapshot run) => (run.State.IsTerminal, run.CompletedAt is not null, run.State);

    /// <summary>Whether a record is about a run of its id; null where it does not say.</summary>
    private static bool? IsOf(RunChange end, ReportedRun run) => end switch
    {
        { Service: { } service } when run.Service.Length > 0 => service == run.Service,
        { Run.Tag.Key: var key } => run.Submissions.Any(submission => submission.Key == key || submission.Evidence.OlderKeys.Contains(key)),
        _ => null,
    };

    // A run may be adopted although it bears another work's key. Only a server that counts its runs has an id that another one has.
    private static ReportedRun? Adopted(RunChange end, IReadOnlyList<ReportedRun> runs) =>
        end.Service is null && !end.WatchedId.All(char.IsAsciiDigit) && runs is [var only] ? only : null;

    // A run that has ended may vanish later; its end is still its end.
    private static RunChange Best(IEnumerable<RunChange> ends) => ends.MaxBy(end => (end.Kind != RunChangeKind.Vanished, end.Run is null ? default : Progress(end.Run)))!;

    private static ReportedRun Alone(RunChange end) =>
        WithEnd(new ReportedRun { Service = end.Service ?? "", Run = end.Run ?? new RunSnapshot { Id = end.WatchedId, State = RunState.Unknown } }, end);

    private static ReportedRun WithEnd(ReportedRun run, RunChange end) => end switch
    {
        { Run: { } other } when other.Id != end.WatchedId =>
            run with { Run = run.Run with { Id = end.WatchedId, State = RunState.Canceled, Message = $"It was cancelled as a twin; {other.Id} does the work." } },
        { Kind: RunChangeKind.Vanished } when !run.Run.State.IsTerminal => run with { Run = run.Run with { State = RunState.Unknown, Message = "The platform does not show it any more." } },
        { Run: { } last } when Progress(last).CompareTo(Progress(run.Run)) >= 0 =>
            run with { Run = last with { Name = last.Name ?? run.Run.Name, CreatedAt = last.CreatedAt ?? run.Run.CreatedAt, Link = last.Link ?? run.Run.Link }, LogTail = end.LogTail },
        _ => run,
    };
}
