namespace SageTasks.Testing;

/// <summary>One page of things in the order of their keys; with a delimiter, what lies deeper is folded into prefixes.</summary>
internal sealed class FoldedPage<T>(string prefix, string? delimiter, int most)
{
    private readonly List<T> _items = [];
    private readonly List<string> _prefixes = [];

    public IReadOnlyList<T> Items => _items;

    public IReadOnlyList<string> Prefixes => _prefixes;

    public int Count => _items.Count + _prefixes.Count;

    /// <summary>Whether there is more behind the page.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The last line of the page: a key or a prefix.</summary>
    public string? Last { get; private set; }

    /// <summary>Takes the next thing; false once the page is full.</summary>
    public bool TryAdd(string key, T item)
    {
        var fold = Fold(key);
        if (fold is not null && _prefixes.Count > 0 && _prefixes[^1] == fold)
        {
            return true;
        }

        if (Count == most)
        {
            IsTruncated = most > 0;
            return false;
        }

        Last = fold ?? key;
        if (fold is null)
        {
            _items.Add(item);
        }
        else
        {
            _prefixes.Add(fold);
        }

        return true;
    }

    /// <summary>Whether a key stands on an earlier page: it is not behind the marker, or it is folded into it.</summary>
    public bool IsBefore(string key, string marker) =>
        marker.Length > 0 && (Utf8Order.Instance.Compare(key, marker) <= 0 || Fold(key) == marker);

    private string? Fold(string key)
    {
        var cut = delimiter is null ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return cut < 0 ? null : key[..(cut + delimiter!.Length)];
    }
}
