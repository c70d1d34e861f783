using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>Multipart uploads and copies, by the server's rules.</summary>
internal sealed class Uploads(
    SynapseStore store, UploadIndex index, Blobs blobs, FileHandleCatalog files, FileReading reading, Destinations destinations, SignedUrls urls)
{
    public const string CopyRequest = "org.sagebionetworks.repo.model.file.MultipartUploadCopyRequest";
    private const string UploadRequest = "org.sagebionetworks.repo.model.file.MultipartUploadRequest";

    /// <summary>Starts an upload, or goes on with the one that an equal request of the same user started.</summary>
    public MultipartUploadStatus Start(Caller caller, MultipartRequest request, bool forceRestart)
    {
        caller.Known("upload files");
        var normal = Normalize(caller, request, out var partCount);
        var hash = Md5.Of(JsonSerializer.SerializeToUtf8Bytes(normal, SynapseJson.Default.MultipartRequest));
        if (index.OfRequest(caller.Id, hash) is { } known && store.Uploads.Find(known) is { } running)
        {
            if (!forceRestart && !IsGone(running))
            {
                return Status(running);
            }

            store.Uploads.Put(known, running with { Hash = $"R_{hash}_{Guid.NewGuid()}" });
        }

        var location = destinations.Location(normal.StorageLocationId!.Value);
        var upload = new Upload
        {
            Id = SynId.Number(store.NextId("upload", 20001)),
            Hash = hash,
            Request = normal,
            StartedBy = caller.Id,
            StartedOn = store.Now,
            UpdatedOn = store.Now,
            Bucket = location.Bucket ?? Destinations.DefaultBucket,
            Key = Key(caller, location, normal.FileName!),
            PartCount = partCount,
        };
        store.Uploads.Put(upload.Id, upload);
        Record("upload.started", upload, normal.FileSizeBytes ?? 0);
        return Status(upload);
    }

    public PresignedUrlResponse Presign(Caller caller, string uploadId, PresignedUrlRequest request, UrlOrigin origin)
    {
        if (request.PartNumbers is not { Count: > 0 } numbers)
        {
            throw SynapseError.Invalid("BatchPresignedUploadUrlRequest.partNumbers must contain at least one value");
        }

        var upload = Mine(caller, uploadId);
        return new PresignedUrlResponse { PartPresignedUrls = [.. numbers.Select(n => Presign(upload, n, request.ContentType, origin))] };
    }

    public AddPartResponse Add(Caller caller, string uploadId, long number, string md5, bool refuse)
    {
        var upload = Mine(caller, uploadId);
        if (upload.ResultFileHandleId is not null)
        {
            throw SynapseError.Invalid("Cannot add parts to completed file upload.");
        }

        CheckNumber(upload, number);
        var part = store.Parts.Find(PartKey(uploadId, number));
        var answer = new AddPartResponse { UploadId = uploadId, PartNumber = number, AddPartState = "ADD_FAILED" };

        // As on the server: the received part is moved, so adding it a second time fails, and the part counts as missing again.
        var (state, reason) = (part?.Received, refuse) switch
        {
            (null, _) => ("ADD_FAILED", "The specified key does not exist. (Service: Amazon S3; Status Code: 404; Error Code: NoSuchKey)"),
            (_, true) => ("ADD_FAILED", "Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Error Code: SlowDown)"),
            var (received, _) when !IsCopy(upload) && received!.Md5 != md5 =>
                ("ADD_FAILED", "The provided MD5 does not match the MD5 of the uploaded part.  Please re-upload the part."),
            _ => ("ADD_SUCCESS", null),
        };
        var added = state == "ADD_SUCCESS";
        store.Parts.Put(PartKey(uploadId, number), new UploadPart
        {
            Number = number,
            Received = added ? null : part?.Received,
            Added = added ? part!.Received : null,
        });
        store.Uploads.Put(uploadId, upload with { UpdatedOn = store.Now });
        if (added)
        {
            Record("part.added", upload, number, part!.Received!);
        }

        return answer with { AddPartState = state, ErrorMessage = reason };
    }

    public MultipartUploadStatus Complete(Caller caller, string uploadId)
    {
        var upload = Mine(caller, uploadId);
        if (upload.ResultFileHandleId is not null)
        {
            return Status(upload);
        }

        var parts = Parts(upload).ToList();
        var missing = parts.Count(p => p?.Added is null);
        if (missing > 0)
        {
            throw SynapseError.Invalid($"Missing {missing} part(s).  All parts must be successfully added before a file upload can be completed.");
        }

        if (!IsCopy(upload) && parts.SkipLast(1).Any(p => Length(p!.Added!) < PartRules.MinPartSize))
        {
            throw SynapseError.Invalid("Your proposed upload is smaller than the minimum allowed size (Service: Amazon S3; Status Code: 400; Error Code: EntityTooSmall)");
        }

        var request = upload.Request;
        var source = IsCopy(upload) ? store.FileHandles.Find(request.SourceFileHandleAssociation!.FileHandleId!) : null;
        var blob = blobs.Put(new Blob
        {
            Bucket = upload.Bucket,
            Key = upload.Key,
            ETag = ETag(parts),
            LastModified = store.Now,
            ContentType = request.ContentType ?? source?.ContentType ?? "application/octet-stream",
            FileName = request.FileName!,
            Segments = [.. parts.SelectMany(p => p!.Added!.Segments)],
        });
        var file = files.CreateS3(
            caller, blob, request.FileName!, request.ContentType ?? source?.ContentType, request.ContentMD5Hex ?? source?.ContentMd5, request.StorageLocationId!.Value);
        var completed = upload with { ResultFileHandleId = file.Id, UpdatedOn = store.Now };
        store.Uploads.Put(uploadId, completed);
        parts.ForEach(p => store.Parts.Remove(PartKey(uploadId, p!.Number)));
        Record("upload.completed", completed, Blobs.LengthOf(blob));
        return Status(completed);
    }

    /// <summary>Keeps what was sent to a part's URL. Sending it again replaces it.</summary>
    public void Receive(Upload upload, long number, StoredPart received)
    {
        var known = store.Parts.Find(PartKey(upload.Id, number));
        store.Parts.Put(PartKey(upload.Id, number), new UploadPart { Number = number, Received = received, Added = known?.Added });
        Record("part.received", upload, number, received);
    }

    /// <summary>The upload that a signed URL belongs to, and which part of it.</summary>
    public (Upload Upload, long Number)? OfUrl(string bucket, string key, string? partNumber)
    {
        var slash = key.LastIndexOf('/');
        var (objectKey, text) = partNumber is null && slash > 0 ? (key[..slash], key[(slash + 1)..]) : (key, partNumber ?? "");
        return index.OfObject(bucket, objectKey) is { } id && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (store.Uploads.Find(id)!, number)
            : null;
    }

    /// <summary>The stretch of the source that a part of a copy stands for.</summary>
    public StoredPart CopiedPart(Upload upload, long number)
    {
        var source = files.Get(upload.Request.SourceFileHandleAssociation!.FileHandleId!);
        var blob = blobs.Find(source.BucketName!, source.Key!) ?? throw SynapseError.NotFound("The source of the copy has no bytes here.");
        var size = upload.Request.PartSizeBytes!.Value;
        var segments = Blobs.Slice(blob.Segments, (number - 1) * size, size);
        return new StoredPart { Md5 = Md5.Of(Encoding.UTF8.GetBytes($"{blob.ETag}/{number}")), Segments = segments };
    }

    private MultipartRequest Normalize(Caller caller, MultipartRequest request, out long partCount)
    {
        var type = request.ConcreteType ?? UploadRequest;
        var location = request.StorageLocationId ?? Destinations.DefaultId;
        if (type == UploadRequest)
        {
            EntityName.Check(request.FileName);
            if (string.IsNullOrEmpty(request.ContentMD5Hex))
            {
                throw SynapseError.Invalid("MultipartUploadRequest.contentMD5Hex is required.");
            }

            partCount = PartRules.CountParts(request.FileSizeBytes, request.PartSizeBytes, "MultipartUploadRequest");
            return request with { ConcreteType = type, StorageLocationId = location, SourceFileHandleAssociation = null };
        }

        if (type != CopyRequest)
        {
            throw SynapseError.Invalid($"Request type unsupported: {type}");
        }

        var association = request.SourceFileHandleAssociation ?? throw SynapseError.Invalid("MultipartUploadCopyRequest.sourceFileHandleAssociation is required.");
        if (request.StorageLocationId is null)
        {
            throw SynapseError.Invalid("MultipartUploadCopyRequest.storageLocationId is required.");
        }

        var source = files.Get(association.FileHandleId!);
        if (!reading.MayDownload(caller, source, association))
        {
            throw SynapseError.Forbidden("You are not authorized to copy this file.");
        }

        partCount = PartRules.CountParts(source.ContentSize, request.PartSizeBytes, "MultipartUploadCopyRequest");
        return request with { FileName = EntityName.Check(request.FileName ?? source.FileName) };
    }

    private PartPresignedUrl Presign(Upload upload, long number, string? contentType, UrlOrigin origin)
    {
        CheckNumber(upload, number);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(contentType))
        {
            headers["Content-Type"] = contentType;
        }

        if (!IsCopy(upload))
        {
            return Url(number, urls.Upload(origin, upload.Bucket, $"{upload.Key}/{number}", [], headers), headers);
        }

        var source = files.Get(upload.Request.SourceFileHandleAssociation!.FileHandleId!);
        var first = (number - 1) * upload.Request.PartSizeBytes!.Value;
        var last = Math.Min(first + upload.Request.PartSizeBytes.Value, source.ContentSize!.Value) - 1;
        headers["x-amz-copy-source"] = $"{source.BucketName}/{source.Key}";
        headers["x-amz-copy-source-range"] = $"bytes={first}-{last}";
        return Url(number, urls.Upload(origin, upload.Bucket, upload.Key, [$"partNumber={number}", $"uploadId={upload.Id}"], headers), headers);
    }

    private static PartPresignedUrl Url(long number, string url, Dictionary<string, string> headers) =>
        new() { PartNumber = number, UploadPresignedUrl = url, SignedHeaders = headers };

    private Upload Mine(Caller caller, string uploadId)
    {
        var upload = store.Uploads.Find(uploadId) ?? throw SynapseError.NotFound($"Upload {uploadId} does not exist.");
        return upload.StartedBy == caller.Id ? upload : throw SynapseError.Forbidden(
            "Only the user that started a multipart upload can get part upload pre-signed URLs for that file upload.");
    }

    private static void CheckNumber(Upload upload, long number)
    {
        if (number < 1)
        {
            throw SynapseError.Invalid("Part numbers cannot be less than one.");
        }

        if (number > upload.PartCount)
        {
            throw SynapseError.Invalid($"Part number cannot be larger than number of parts. Number of parts: {upload.PartCount}, provided part number: {number}");
        }
    }

    private bool IsGone(Upload upload) => upload.ResultFileHandleId is not null && blobs.Find(upload.Bucket, upload.Key) is null;

    private MultipartUploadStatus Status(Upload upload) => new()
    {
        UploadId = upload.Id,
        StartedBy = SynId.Number(upload.StartedBy),
        StartedOn = upload.StartedOn,
        UpdatedOn = upload.UpdatedOn,
        State = upload.ResultFileHandleId is null ? "UPLOADING" : "COMPLETED",
        ResultFileHandleId = upload.ResultFileHandleId,
        PartsState = upload.ResultFileHandleId is null
            ? string.Concat(Parts(upload).Select(p => p?.Added is null ? '0' : '1'))
            : new string('1', (int)upload.PartCount),
    };

    private IEnumerable<UploadPart?> Parts(Upload upload)
    {
        for (long number = 1; number <= upload.PartCount; number++)
        {
            yield return store.Parts.Find(PartKey(upload.Id, number));
        }
    }

    private void Record(string kind, Upload upload, long bytes) => store.Record(kind, upload.Id, new UploadEntry
    {
        UploadId = upload.Id,
        FileName = upload.Request.FileName!,
        Bytes = bytes,
        PartCount = upload.PartCount,
        FileHandleId = upload.ResultFileHandleId,
    }, SynapseJson.Default.UploadEntry);

    private void Record(string kind, Upload upload, long number, StoredPart part) => store.Record(kind, upload.Id, new PartEntry
    {
        UploadId = upload.Id,
        FileName = upload.Request.FileName!,
        PartNumber = number,
        Bytes = Length(part),
        Md5 = part.Md5,
    }, SynapseJson.Default.PartEntry);

    private static bool IsCopy(Upload upload) => upload.Request.ConcreteType == CopyRequest;

    private static long Length(StoredPart part) => part.Segments.Sum(s => s.Length);

    private static string PartKey(string uploadId, long number) => $"{uploadId}/{number}";

    private static string Key(Caller caller, StorageLocationSetting location, string fileName) =>
        (string.IsNullOrEmpty(location.BaseKey) ? "" : location.BaseKey + "/") + $"{caller.IdText}/{Guid.NewGuid()}/{fileName}";

    // S3's way for an object of several parts: the MD5 of the parts' MD5s, then their count.
    private static string ETag(List<UploadPart?> parts) =>
        $"{Md5.Of([.. parts.SelectMany(p => Convert.FromHexString(p!.Added!.Md5))])}-{parts.Count}";
}
