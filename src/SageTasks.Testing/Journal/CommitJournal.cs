namespace SageTasks.Testing;

/// <summary>
/// The append-only record of what really happened on a local platform, by which a test judges its client. It knows nothing of faults:
/// a run whose reply was lost is in it, a request that was refused is not.
/// </summary>
/// <remarks>
/// In a state folder it is the file <c>journal.jsonl</c>, one <see cref="CommitEntry"/> a line. Over HTTP it is
/// <c>GET /_local/journal?from=SEQUENCE&amp;kind=KIND</c>, as JSON lines.
/// </remarks>
public sealed class CommitJournal
{
    private readonly List<CommitEntry> _entries = [];
    private readonly Lock _lock = new();

    internal CommitJournal()
    {
    }

    /// <summary>How many entries there are, which is also the last sequence number.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>All entries so far, oldest first.</summary>
    public IReadOnlyList<CommitEntry> Entries => Read();

    /// <summary>The entries of one kind so far, oldest first.</summary>
    /// <param name="kind">The kind, such as <c>run.created</c>.</param>
    public IReadOnlyList<CommitEntry> OfKind(string kind) => Read(kind: kind);

    /// <summary>The entries from a sequence number on, oldest first.</summary>
    /// <param name="from">The first sequence number wanted.</param>
    /// <param name="kind">Only this kind; null for all.</param>
    public IReadOnlyList<CommitEntry> Read(long from = 1, string? kind = null)
    {
        lock (_lock)
        {
            var skip = (int)Math.Clamp(from - 1, 0, _entries.Count);
            var rest = _entries.GetRange(skip, _entries.Count - skip);
            return kind is null ? rest : rest.FindAll(e => e.Kind == kind);
        }
    }

    internal void Add(CommitEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }
}
