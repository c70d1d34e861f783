using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>What became of the runs that a command follows.</summary>
/// <param name="known">Runs that the platform is known to have had.</param>
internal sealed class WatchedRuns(IEnumerable<string> known)
{
    private readonly HashSet<string> _seen = new(known, StringComparer.Ordinal);
    private readonly Dictionary<string, RunState> _ended = new(StringComparer.Ordinal);
    private readonly List<string> _neverSeen = [];

    /// <summary>Ids that the platform never showed.</summary>
    public IReadOnlyList<string> NeverSeen => _neverSeen;

    public bool HasSucceeded(string id) => _ended.GetValueOrDefault(id) == RunState.Succeeded;

    /// <summary>Passes changes on without secrets, and keeps ends where evidence is wanted. An id that the platform never showed is no run, so nothing is told of it.</summary>
    public async IAsyncEnumerable<RunChange> NoteAsync(IAsyncEnumerable<RunChange> changes, EvidenceKeeper? evidence)
    {
        await foreach (var change in changes)
        {
            if (change.Run is null && !_seen.Contains(change.WatchedId))
            {
                _neverSeen.Add(change.WatchedId);
                continue;
            }

            _seen.Add(change.WatchedId);
            if (change.Kind is RunChangeKind.Ended or RunChangeKind.Vanished)
            {
                _ended[change.WatchedId] = change is { Kind: RunChangeKind.Ended, Run.State: { } state } ? state : RunState.Unknown;
                evidence?.Keep(change);
            }

            yield return change.WithoutSecrets();
        }
    }
}
