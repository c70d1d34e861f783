namespace SageTasks.Runs;

/// <summary>The tags of runs that this process has started, held against what the server shows of them. A server that keeps or shows no tags looks
/// like one without runs of the work; only a run that is known to carry a tag gives it away.</summary>
/// <param name="what">What the platform calls a run.</param>
internal sealed class SentTags(string what)
{
    private const int MostRemembered = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SubmissionTag> _sent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bareInLists = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bareById = new(StringComparer.Ordinal);

    /// <summary>Why look-ups prove nothing on this server; null where its tags can be relied on, as far as is known.</summary>
    public string? LostBecause
    {
        get
        {
            lock (_lock)
            {
                return _bareInLists.Concat(_bareById).FirstOrDefault() is { } id
                    ? $"the server does not show the tags of its {what}s: {id} was submitted with them and comes without, so that a {what} which another process "
                        + "has submitted cannot be told; give the guard a ledger"
                    : null;
            }
        }
    }

    public void Remember(string id, SubmissionTag tag)
    {
        lock (_lock)
        {
            if (_sent.Count < MostRemembered)
            {
                _sent[id] = tag;
            }
        }
    }

    /// <summary>The tag of a run that a list showed: what it says, else what was sent.</summary>
    public SubmissionTag? InList(string id, SubmissionTag? shown)
    {
        lock (_lock)
        {
            if (!_sent.TryGetValue(id, out var sent))
            {
                return shown;
            }

            if (shown?.Key != sent.Key)
            {
                _bareInLists.Add(id);
                return sent;
            }

            // Lists are what is searched: nothing is left to prove by this one.
            _sent.Remove(id);
            _bareInLists.Remove(id);
            _bareById.Remove(id);
            return shown;
        }
    }

    /// <summary>The tag of a run that was asked for by its id: what it says, else what was sent.</summary>
    public SubmissionTag? ById(string id, SubmissionTag? shown)
    {
        lock (_lock)
        {
            if (!_sent.TryGetValue(id, out var sent))
            {
                return shown;
            }

            if (shown?.Key != sent.Key)
            {
                _bareById.Add(id);
                return sent;
            }

            _bareById.Remove(id);
            return shown;
        }
    }

    /// <summary>The tag that was sent with a run, where the server has not been seen to show it.</summary>
    public SubmissionTag? Of(string id)
    {
        lock (_lock)
        {
            return _sent.GetValueOrDefault(id);
        }
    }
}
