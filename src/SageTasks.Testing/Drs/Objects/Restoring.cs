namespace SageTasks.Testing.Drs;

/// <summary>The objects that an archive is restoring, and how often a client still has to ask.</summary>
internal sealed class Restoring
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Left, bool IsHidden)> _waits = new(StringComparer.Ordinal);

    public void Begin(string id, int answers, bool isHidden)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(answers);
        lock (_lock)
        {
            _waits[id] = (answers, isHidden);
        }
    }

    /// <summary>Whether one of the objects is not there yet; asking counts.</summary>
    /// <param name="ids">The objects.</param>
    /// <param name="forObject">Whether the objects themselves were asked for, and not their URLs.</param>
    public bool MustWait(IEnumerable<string> ids, bool forObject)
    {
        lock (_lock)
        {
            var waits = false;
            foreach (var id in ids)
            {
                if (_waits.TryGetValue(id, out var wait) && (wait.IsHidden || !forObject))
                {
                    waits = true;
                    _ = wait.Left == 1 ? _waits.Remove(id) : SetLeft(id, wait);
                }
            }

            return waits;
        }
    }

    private bool SetLeft(string id, (int Left, bool IsHidden) wait)
    {
        _waits[id] = (wait.Left - 1, wait.IsHidden);
        return true;
    }
}
