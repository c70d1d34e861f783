namespace SageTasks.Http;

/// <summary>What a scan of a changing list has seen, and whether the next page joins it without a gap.</summary>
internal sealed class OverlappingScan<T>(Func<T, string> keyOf, int maxScans)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private HashSet<string>? _thisScan;
    private int _scans = 1;

    // Until the first new start both sets would be the same.
    private HashSet<string> ThisScan => _thisScan ?? _given;

    /// <summary>True where the page's first row was seen in this scan, so that nothing lies between. Else the scan begins anew; also where a list that
    /// has shown rows begins empty, as a server shows it that makes a mistake.</summary>
    /// <exception cref="PagingException">It began anew too often.</exception>
    public bool Joins(IReadOnlyList<T> page, long offset)
    {
        if (offset == 0 ? page.Count > 0 || _given.Count == 0 : page.Count > 0 && ThisScan.Contains(keyOf(page[0])))
        {
            return true;
        }

        if (_scans++ == maxScans)
        {
            throw new PagingException($"The list changed under each of {maxScans} scans, so that none of them is known to be complete.");
        }

        _thisScan = new HashSet<string>(StringComparer.Ordinal);
        return false;
    }

    /// <summary>Takes note of a row; false where it was given out already.</summary>
    public bool IsNew(T item)
    {
        var key = keyOf(item);
        _thisScan?.Add(key);
        return _given.Add(key);
    }
}
