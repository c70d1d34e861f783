namespace SageTasks.Testing.S3;

/// <summary>The buckets and objects. Everything that changes together changes under one lock and in one commit.</summary>
internal sealed partial class S3World
{
    private readonly StateStore _state;
    private readonly PlatformClock _clock;
    private readonly ByteFiles _files;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, BucketShelf> _buckets = new(StringComparer.Ordinal);

    public S3World(StateStore state, PlatformClock clock, ByteFiles files)
    {
        (_state, _clock, _files) = (state, clock, files);
        foreach (var row in state.Loaded)
        {
            Load(row);
        }

        state.ForgetLoaded();
        files.Sweep(_buckets.Values.SelectMany(shelf => shelf.Objects.All).SelectMany(stored => stored.Bytes)
            .Concat(_uploads.Values.SelectMany(session => session.Parts.Values).Select(part => part.Bytes)));
    }

    public IReadOnlyList<BucketDocument> Buckets => Run(() => _buckets.Values.Select(shelf => shelf.Bucket).ToList());

    public BucketDocument? FindBucket(string name) => Run(() => _buckets.GetValueOrDefault(name)?.Bucket);

    public void CheckBucket(string name) => Run(() => Shelf(name));

    /// <summary>Whether the bucket is new.</summary>
    public bool PutBucket(string name, bool? isPublic = null) => Run(() =>
    {
        var known = _buckets.GetValueOrDefault(name);
        var bucket = (known?.Bucket ?? new BucketDocument { Name = name, Created = Now }) with { IsPublic = isPublic ?? known?.Bucket.IsPublic ?? false };
        if (known is null)
        {
            _buckets.Add(name, new BucketShelf(bucket));
        }
        else
        {
            known.Bucket = bucket;
        }

        _state.Begin().Set("bucket", name, bucket, S3Json.Default.BucketDocument).Record("bucket.created", name, bucket, S3Json.Default.BucketDocument).Commit();
        return known is null;
    });

    public void DeleteBucket(string name) => Run(() =>
    {
        var shelf = Shelf(name);
        if (!shelf.Objects.IsEmpty)
        {
            throw new S3Refusal(new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty", ("BucketName", name)));
        }

        var batch = _state.Begin().Remove("bucket", name).Record("bucket.deleted", name, shelf.Bucket, S3Json.Default.BucketDocument);
        var unfinished = _uploads.Values.Where(session => session.Document.Bucket == name).ToList();
        unfinished.ForEach(session => Remove(session, batch));
        batch.Commit();
        _files.Delete(unfinished.SelectMany(session => session.Parts.Values).Select(part => part.Bytes));
        return _buckets.Remove(name);
    });

    public ObjectDocument? Find(string bucket, string key) => Run(() => Shelf(bucket).Objects.Find(key));

    /// <summary>An object and its bytes, which stay readable whatever happens to the object.</summary>
    public (ObjectDocument Stored, HeldBytes Bytes) Open(string bucket, string key) => Run(() =>
    {
        var stored = Shelf(bucket).Objects.Find(key) ?? throw new S3Refusal(S3Error.NoSuchKey(key));
        return (stored, _files.Hold(stored.Bytes));
    });

    public IReadOnlyList<ObjectDocument> From(string bucket, string start, int most) => Run(() => Shelf(bucket).Objects.From(start).Take(most).ToList());

    /// <summary>Makes an object of bytes that are written already, in the place of what was there.</summary>
    /// <exception cref="S3Refusal">A condition does not hold; the bytes are gone then.</exception>
    public ObjectDocument Put(ObjectDocument draft, Conditions conditions, string by)
    {
        try
        {
            return Run(() => Place(draft, conditions, by, finished: null));
        }
        catch (S3Refusal)
        {
            _files.Delete(draft.Bytes);
            throw;
        }
    }

    /// <summary>Whether an object was there and is gone.</summary>
    public bool Delete(string bucket, string key, string? ifMatch) => Run(() =>
    {
        var current = Shelf(bucket).Objects.Find(key);
        new Conditions { Match = ifMatch }.CheckWrite(key, current);
        if (current is null)
        {
            return false;
        }

        Shelf(bucket).Objects.Remove(key);
        _state.Begin().Remove("object", PathOf(current)).Record("object.deleted", PathOf(current), Commit(current, null), S3Json.Default.ObjectCommit).Commit();
        _files.Delete(current.Bytes);
        return true;
    });

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_clock.Shown.ToUnixTimeSeconds());

    private BucketShelf Shelf(string bucket) => _buckets.GetValueOrDefault(bucket) ?? throw new S3Refusal(S3Error.NoSuchBucket(bucket));

    private ObjectDocument Place(ObjectDocument draft, Conditions conditions, string by, UploadSession? finished)
    {
        var shelf = Shelf(draft.Bucket);
        var current = shelf.Objects.Find(draft.Key);
        conditions.CheckWrite(draft.Key, current);
        var placed = draft with { Modified = Now };
        shelf.Objects.Put(placed.Key, placed);
        var batch = _state.Begin().Set("object", PathOf(placed), placed, S3Json.Default.ObjectDocument)
            .Record("object.created", PathOf(placed), Commit(placed, by), S3Json.Default.ObjectCommit);
        if (finished is not null)
        {
            Remove(finished, batch);
        }

        batch.Commit();
        if (current is not null)
        {
            _files.Delete(current.Bytes);
        }

        return placed;
    }

    private void Load(StateRow row)
    {
        switch (row.Kind)
        {
            case "bucket":
                _buckets.Add(row.Key, new BucketShelf(StateJson.Read(row, S3Json.Default.BucketDocument)));
                break;
            case "object":
                var stored = StateJson.Read(row, S3Json.Default.ObjectDocument);
                Shelf(stored.Bucket).Objects.Put(stored.Key, stored);
                break;
            case "upload":
                _uploads.Add(row.Key, new UploadSession(StateJson.Read(row, S3Json.Default.UploadDocument)));
                break;
            case "part":
                var part = StateJson.Read(row, S3Json.Default.PartDocument);
                _uploads[part.Upload].Parts[part.Number] = part;
                break;
            default:
                throw new InvalidDataException($"The state folder holds '{row.Kind}', which this version does not know.");
        }
    }

    private T Run<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    private static string PathOf(ObjectDocument stored) => $"{stored.Bucket}/{stored.Key}";

    private static ObjectCommit Commit(ObjectDocument stored, string? by) => new() { ETag = stored.ETag, Size = stored.Size, By = by };
}
