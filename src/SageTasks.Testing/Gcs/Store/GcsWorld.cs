using System.Text;

namespace SageTasks.Testing.Gcs;

/// <summary>The buckets, objects and upload sessions. Everything that changes together changes under one lock and in one commit.</summary>
internal sealed class GcsWorld
{
    private const int LongestName = 1024;

    private readonly LocalGcsOptions _options;
    private readonly StateStore _state;
    private readonly PlatformClock _clock;
    private readonly GcsFiles _files;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, BucketShelf> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UploadSession> _uploads = new(StringComparer.Ordinal);
    private long _generation;

    public GcsWorld(LocalGcsOptions options, StateStore state, PlatformClock clock, GcsFiles files)
    {
        (_options, _state, _clock, _files) = (options, state, clock, files);
        foreach (var row in state.Loaded)
        {
            Load(row);
        }

        state.ForgetLoaded();
        files.Sweep(_buckets.Values.SelectMany(shelf => shelf.All).Select(stored => stored.File)
            .Concat(_uploads.Values.Select(upload => upload.Document.File)).ToHashSet(StringComparer.Ordinal));
    }

    public DateTimeOffset Now => _clock.Shown;

    public IReadOnlyList<BucketDocument> Buckets => Run(() => _buckets.Values.Select(shelf => shelf.Bucket).ToList());

    public BucketDocument? FindBucket(string name) => Run(() => _buckets.GetValueOrDefault(name)?.Bucket);

    public BucketDocument Bucket(string name) => FindBucket(name) ?? throw GcsErrors.NoBucket();

    public void PutBucket(string name, bool isPublic, bool requesterPays) => Run(() =>
    {
        var bucket = (_buckets.GetValueOrDefault(name)?.Bucket ?? NewBucket(name)) with { IsPublic = isPublic, RequesterPays = requesterPays };
        return Keep(bucket);
    });

    /// <summary>A new bucket; null where one of that name is there.</summary>
    public BucketDocument? AddBucket(string name, string? location, string? storageClass, bool requesterPays) => Run(() =>
    {
        var bucket = NewBucket(name);
        return _buckets.ContainsKey(name)
            ? null
            : Keep(bucket with { Location = location ?? bucket.Location, StorageClass = storageClass ?? bucket.StorageClass, RequesterPays = requesterPays });
    });

    /// <summary>Whether the bucket was empty and is gone.</summary>
    public bool DeleteBucket(BucketDocument bucket) => Run(() =>
    {
        if (!_buckets.TryGetValue(bucket.Name, out var shelf) || !shelf.IsEmpty)
        {
            return false;
        }

        _state.Begin().Remove("bucket", bucket.Name).Record("bucket.deleted", bucket.Name, bucket, GcsJson.Default.BucketDocument).Commit();
        return _buckets.Remove(bucket.Name);
    });

    public ObjectDocument? Find(string bucket, string name) => Run(() => Shelf(bucket).Find(name));

    /// <summary>An object; a generation that is not the current one is not there.</summary>
    public ObjectDocument Get(string bucket, string name, long? generation) =>
        Find(bucket, name) is { } found && (generation ?? found.Generation) == found.Generation ? found : throw GcsErrors.NoObject(bucket, name);

    public IReadOnlyList<ObjectDocument> From(string bucket, string start, int most) => Run(() => Shelf(bucket).From(start).Take(most).ToList());

    /// <summary>Makes an object of bytes that are written already, in the place of what was there.</summary>
    /// <exception cref="RefusalException">A condition does not hold; the bytes are gone then.</exception>
    public ObjectDocument Put(ObjectDocument draft, Conditions conditions, string by, string? finishedUpload = null)
    {
        try
        {
            CheckName(draft.Name);
            return Run(() => Place(draft, conditions, by, finishedUpload));
        }
        catch (RefusalException) when (finishedUpload is null)
        {
            _files.Delete(draft.File);
            throw;
        }
    }

    public ObjectDocument Update(string bucket, string name, long? generation, Conditions conditions, Func<ObjectFields, ObjectFields> change) => Run(() =>
    {
        var current = Get(bucket, name, generation);
        conditions.CheckWrite(current);
        var updated = current with { Fields = change(current.Fields), Metageneration = current.Metageneration + 1, Updated = Now };
        Shelf(bucket).Put(updated);
        _state.Begin().Set("object", Key(updated), updated, GcsJson.Default.ObjectDocument)
            .Record("object.updated", Key(updated), Commit(updated, null), GcsJson.Default.ObjectCommit).Commit();
        return updated;
    });

    public void Delete(string bucket, string name, long? generation, Conditions conditions) => Run(() =>
    {
        var current = Get(bucket, name, generation);
        conditions.CheckWrite(current);
        Shelf(bucket).Remove(name);
        _state.Begin().Remove("object", Key(current)).Record("object.deleted", Key(current), Commit(current, null), GcsJson.Default.ObjectCommit).Commit();
        _files.Delete(current.File);
        return true;
    });

    public UploadSession AddUpload(UploadDocument upload)
    {
        CheckName(upload.Name);
        return Run(() =>
        {
            var session = new UploadSession(upload with { ExpiresAt = Now + _options.UploadLifetime });
            _uploads.Add(upload.Id, session);
            Save(session, "upload.started");
            return session;
        });
    }

    public UploadSession? FindUpload(string id) => Run(() => _uploads.GetValueOrDefault(id));

    public void SaveUpload(UploadSession session, UploadDocument changed, string happened) => Run(() =>
    {
        session.Document = changed;
        Save(session, happened);
        return true;
    });

    public void ExpireUploads() => Run(() =>
    {
        foreach (var session in _uploads.Values)
        {
            session.Document = session.Document with { ExpiresAt = DateTimeOffset.MinValue };
            _state.Begin().Set("upload", session.Document.Id, session.Document, GcsJson.Default.UploadDocument).Commit();
        }

        return true;
    });

    private T Run<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    private BucketShelf Shelf(string bucket) => _buckets.GetValueOrDefault(bucket) ?? throw GcsErrors.NoBucket();

    private BucketDocument NewBucket(string name) => new() { Name = name, Created = Now, Updated = Now };

    private BucketDocument Keep(BucketDocument bucket)
    {
        if (_buckets.TryGetValue(bucket.Name, out var shelf))
        {
            shelf.Bucket = bucket;
        }
        else
        {
            _buckets.Add(bucket.Name, new BucketShelf(bucket));
        }

        _state.Begin().Set("bucket", bucket.Name, bucket, GcsJson.Default.BucketDocument)
            .Record("bucket.created", bucket.Name, bucket, GcsJson.Default.BucketDocument).Commit();
        return bucket;
    }

    private ObjectDocument Place(ObjectDocument draft, Conditions conditions, string by, string? finishedUpload)
    {
        var shelf = Shelf(draft.Bucket);
        var current = shelf.Find(draft.Name);
        conditions.CheckWrite(current);
        // Generations are microseconds, and grow whatever the clock does.
        _generation = Math.Max(_generation + 1, Now.ToUnixTimeMilliseconds() * 1000);
        var placed = draft with { Generation = _generation, Created = Now, Updated = Now };
        shelf.Put(placed);
        var batch = _state.Begin().Set("object", Key(placed), placed, GcsJson.Default.ObjectDocument)
            .Record("object.created", Key(placed), Commit(placed, by), GcsJson.Default.ObjectCommit);
        if (finishedUpload is not null)
        {
            var session = _uploads[finishedUpload];
            session.Document = session.Document with { Finished = placed };
            batch.Set("upload", finishedUpload, session.Document, GcsJson.Default.UploadDocument);
        }

        batch.Commit();
        if (current is not null)
        {
            _files.Delete(current.File);
        }

        return placed;
    }

    private void Save(UploadSession session, string happened)
    {
        var upload = session.Document;
        _state.Begin().Set("upload", upload.Id, upload, GcsJson.Default.UploadDocument)
            .Record(happened, $"{upload.Bucket}/{upload.Name}", new UploadCommit { Received = upload.Received }, GcsJson.Default.UploadCommit).Commit();
    }

    private void Load(StateRow row)
    {
        switch (row.Kind)
        {
            case "bucket":
                _buckets.Add(row.Key, new BucketShelf(StateJson.Read(row, GcsJson.Default.BucketDocument)));
                break;
            case "object":
                var stored = StateJson.Read(row, GcsJson.Default.ObjectDocument);
                Shelf(stored.Bucket).Put(stored);
                _generation = Math.Max(_generation, stored.Generation);
                break;
            case "upload":
                _uploads.Add(row.Key, new UploadSession(StateJson.Read(row, GcsJson.Default.UploadDocument)));
                break;
            default:
                throw new InvalidDataException($"The state folder holds '{row.Kind}', which this version does not know.");
        }
    }

    private static void CheckName(string name)
    {
        var isGood = name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= LongestName && name is not ("." or "..")
            && !name.AsSpan().ContainsAny('\r', '\n') && !name.StartsWith(".well-known/acme-challenge/", StringComparison.Ordinal);
        if (!isGood)
        {
            throw GcsErrors.Invalid($"Invalid object name: '{name}'");
        }
    }

    private static string Key(ObjectDocument stored) => $"{stored.Bucket}/{stored.Name}";

    private static ObjectCommit Commit(ObjectDocument stored, string? by) =>
        new() { Generation = stored.Generation, Size = stored.Size, Crc32C = stored.Crc32C, By = by };
}
