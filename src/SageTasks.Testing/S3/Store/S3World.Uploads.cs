using System.Globalization;
using System.Security.Cryptography;

namespace SageTasks.Testing.S3;

/// <summary>The uploads in parts.</summary>
internal sealed partial class S3World
{
    private readonly Dictionary<string, UploadSession> _uploads = new(StringComparer.Ordinal);

    public UploadDocument AddUpload(UploadDocument draft) => Run(() =>
    {
        Shelf(draft.Bucket);
        var upload = draft with { Id = RandomNumberGenerator.GetHexString(48, lowercase: true), Started = Now };
        _uploads.Add(upload.Id, new UploadSession(upload));
        _state.Begin().Set("upload", upload.Id, upload, S3Json.Default.UploadDocument)
            .Record("upload.started", $"{upload.Bucket}/{upload.Key}", new UploadCommit(upload.Id), S3Json.Default.UploadCommit).Commit();
        return upload;
    });

    public UploadDocument Upload(string bucket, string key, string id) => Run(() => Session(bucket, key, id).Document);

    /// <summary>The parts that are there, by their numbers.</summary>
    public IReadOnlyList<PartDocument> Parts(string bucket, string key, string id) => Run(() => Session(bucket, key, id).Parts.Values.ToList());

    /// <summary>The uploads of a bucket in the order of their keys, and for one key in that of their beginnings.</summary>
    public IReadOnlyList<UploadDocument> Uploads(string bucket) => Run(() =>
    {
        Shelf(bucket);
        return _uploads.Values.Select(session => session.Document).Where(upload => upload.Bucket == bucket)
            .OrderBy(upload => upload.Key, Utf8Order.Instance).ThenBy(upload => upload.Started).ThenBy(upload => upload.Id, StringComparer.Ordinal).ToList();
    });

    /// <summary>Adds a part, in the place of one of that number.</summary>
    /// <exception cref="S3Refusal">There is no such upload any more; the bytes are gone then.</exception>
    public PartDocument PutPart(string bucket, string key, PartDocument draft)
    {
        try
        {
            return Run(() => AddPart(Session(bucket, key, draft.Upload), draft));
        }
        catch (S3Refusal)
        {
            _files.Delete([draft.Bytes]);
            throw;
        }
    }

    /// <summary>Makes the object of an upload; parts that it does not name are dropped.</summary>
    public ObjectDocument Complete(string bucket, string key, string id, Func<UploadSession, ObjectDocument> make, Conditions conditions) => Run(() =>
    {
        var session = Session(bucket, key, id);
        var made = make(session);
        var placed = Place(made, conditions, "multipart", session);
        _files.Delete(session.Parts.Values.Select(part => part.Bytes).Except(made.Bytes));
        return placed;
    });

    public void Abort(string bucket, string key, string id) => Run(() =>
    {
        var session = Session(bucket, key, id);
        var batch = _state.Begin().Record("upload.aborted", $"{bucket}/{key}", new UploadCommit(id), S3Json.Default.UploadCommit);
        Remove(session, batch);
        batch.Commit();
        _files.Delete(session.Parts.Values.Select(part => part.Bytes));
        return true;
    });

    private PartDocument AddPart(UploadSession session, PartDocument draft)
    {
        var part = draft with { Modified = Now };
        var before = session.Parts.GetValueOrDefault(part.Number);
        session.Parts[part.Number] = part;
        var upload = session.Document;
        _state.Begin().Set("part", PartKey(part), part, S3Json.Default.PartDocument)
            .Record("part.received", $"{upload.Bucket}/{upload.Key}", new UploadCommit(upload.Id, part.Number, part.Bytes.Length), S3Json.Default.UploadCommit).Commit();
        if (before is not null)
        {
            _files.Delete([before.Bytes]);
        }

        return part;
    }

    private void Remove(UploadSession session, StateBatch batch)
    {
        _uploads.Remove(session.Document.Id);
        foreach (var part in session.Parts.Values)
        {
            batch.Remove("part", PartKey(part));
        }

        batch.Remove("upload", session.Document.Id);
    }

    private UploadSession Session(string bucket, string key, string id)
    {
        Shelf(bucket);
        return _uploads.GetValueOrDefault(id) is { } session && session.Document.Bucket == bucket && session.Document.Key == key
            ? session
            : throw new S3Refusal(S3Error.NoSuchUpload(id));
    }

    private static string PartKey(PartDocument part) => string.Create(CultureInfo.InvariantCulture, $"{part.Upload}/{part.Number}");
}
