namespace SageTasks.Testing.Gcs;

/// <summary>One page of a bucket's objects, in the order of their names; with a delimiter, what lies deeper is folded into prefixes.</summary>
internal sealed class Listing(GcsWorld world, LocalRequest request)
{
    // Folding may skip thousands of names for one line: they are fetched in batches.
    private const int Batch = 1000;

    private readonly string _bucket = request["bucket"];
    private readonly string _prefix = request.QueryValue("prefix") ?? "";
    private readonly string? _delimiter = request.QueryValue("delimiter") is { Length: > 0 } delimiter ? delimiter : null;
    private readonly string? _end = request.QueryValue("endOffset") is { Length: > 0 } end ? end : null;
    private readonly int _limit = Paging.Limit(request);
    private readonly string _after = Paging.After(request);
    private readonly List<ObjectResource> _items = [];
    private readonly List<string> _prefixes = [];
    private string? _last;

    public ObjectList Read()
    {
        var hasMore = false;
        foreach (var stored in Matching())
        {
            if (_items.Count + _prefixes.Count == _limit && !IsFolded(stored.Name))
            {
                hasMore = true;
                break;
            }

            Add(stored);
        }

        return new ObjectList
        {
            Items = _items.Count == 0 ? null : _items,
            Prefixes = _prefixes.Count == 0 ? null : _prefixes,
            NextPageToken = hasMore ? Paging.Token(_last!) : null,
        };
    }

    private IEnumerable<ObjectDocument> Matching()
    {
        var start = Later(Later(_prefix, request.QueryValue("startOffset") ?? ""), _after);
        while (true)
        {
            var batch = world.From(_bucket, start, Batch);
            foreach (var stored in batch)
            {
                var isBeyond = !stored.Name.StartsWith(_prefix, StringComparison.Ordinal) || (_end is not null && Utf8Order.Instance.Compare(stored.Name, _end) >= 0);
                if (isBeyond)
                {
                    yield break;
                }

                // The token is the last line of the page before: an object, or a prefix with everything below it.
                var isOld = _after.Length > 0 && (stored.Name == _after || Fold(stored.Name) == _after);
                if (!isOld)
                {
                    yield return stored;
                }
            }

            if (batch.Count < Batch)
            {
                yield break;
            }

            start = batch[^1].Name + '\0';
        }
    }

    private void Add(ObjectDocument stored)
    {
        if (Fold(stored.Name) is not { } prefix)
        {
            _items.Add(ObjectResource.Of(stored, request.Origin));
            _last = stored.Name;
        }
        else if (!IsFolded(stored.Name))
        {
            _prefixes.Add(prefix);
            _last = prefix;
        }
    }

    private bool IsFolded(string name) => _prefixes.Count > 0 && Fold(name) == _prefixes[^1];

    private string? Fold(string name)
    {
        var cut = _delimiter is null ? -1 : name.IndexOf(_delimiter, _prefix.Length, StringComparison.Ordinal);
        return cut < 0 ? null : name[..(cut + _delimiter!.Length)];
    }

    private static string Later(string one, string other) => Utf8Order.Instance.Compare(one, other) >= 0 ? one : other;
}
