namespace SageTasks.Testing;

/// <summary>All tasks in the order that lists show them in. Its user holds the lock.</summary>
internal sealed class TaskOrder(TesOrder order)
{
    // Ascending; the newest come first by walking it backwards.
    private readonly List<TesTaskEntry> _entries = [];

    public void Add(TesTaskEntry entry)
    {
        var at = Place(Key(entry.Document));
        _entries.Insert(at, entry);
    }

    public void Remove(TesTaskEntry entry) => _entries.Remove(entry);

    /// <summary>What a token says of the last task of a page.</summary>
    public string Key(TesTaskDocument task) => order == TesOrder.ById ? task.Id : task.Sequence.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The place of the first task behind <paramref name="key"/>.</summary>
    public int Behind(string? key)
    {
        if (key is null)
        {
            return 0;
        }

        var place = Place(key);
        var found = place < _entries.Count && Key(_entries[place].Document) == key;
        return order == TesOrder.NewestFirst ? _entries.Count - place : found ? place + 1 : place;
    }

    /// <summary>The tasks from a place on.</summary>
    public IEnumerable<TesTaskEntry> From(int start)
    {
        for (var index = start; index < _entries.Count; index++)
        {
            yield return order == TesOrder.NewestFirst ? _entries[^(index + 1)] : _entries[index];
        }
    }

    // New tasks come last unless the order is by id.
    private int Place(string key)
    {
        if (_entries.Count == 0 || string.CompareOrdinal(Key(_entries[^1].Document), key) < 0)
        {
            return _entries.Count;
        }

        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(Key(_entries[middle].Document), key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
