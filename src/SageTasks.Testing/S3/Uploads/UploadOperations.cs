namespace SageTasks.Testing.S3;

/// <summary>Uploads in parts: begin, put a part, complete, abort.</summary>
internal sealed class UploadOperations(S3World world, BodyReceiver bodies, PartCopies copies)
{
    public void Map(S3Operations operations)
    {
        operations.Map("POST object?uploads", Begin);
        operations.Map("PUT object?uploadId", PutPartAsync);
        operations.Map("POST object?uploadId", CompleteAsync);
        operations.Map("DELETE object?uploadId", Abort);
    }

    private LocalAnswer Begin(S3Call call)
    {
        world.CheckBucket(call.Bucket);
        call.CheckKey();
        var algorithm = Algorithm(call);
        var type = call.Header("x-amz-checksum-type") ?? algorithm?.DefaultType ?? ChecksumAlgorithm.FullObject;
        if (algorithm?.Allows(type) == false || (algorithm is null && call.Header("x-amz-checksum-type") is not null))
        {
            throw new S3Refusal(S3Error.InvalidRequest($"The {type} checksum type cannot be used with the {algorithm?.Name ?? "(absent)"} checksum algorithm."));
        }

        var upload = world.AddUpload(new UploadDocument
        {
            Id = "",
            Bucket = call.Bucket,
            Key = call.Key,
            Fields = ObjectFields.Of(call),
            Algorithm = algorithm?.Name,
            Type = type,
        });
        var answer = S3Xml.Answer("InitiateMultipartUploadResult", xml => xml.Text("Bucket", upload.Bucket).Text("Key", upload.Key).Text("UploadId", upload.Id));
        return algorithm is null ? answer : answer.With("x-amz-checksum-algorithm", algorithm.Name).With("x-amz-checksum-type", type);
    }

    private async ValueTask<LocalAnswer> PutPartAsync(S3Call call, CancellationToken stopping)
    {
        var number = PartNumber.Of(call.Query("partNumber"));
        var upload = world.Upload(call.Bucket, call.Key, call.Query("uploadId")!);
        var isCopy = call.Header("x-amz-copy-source") is not null;
        var received = isCopy
            ? await copies.CopyAsync(call, upload.ChecksumAlgorithm, bodies).ConfigureAwait(false)
            : await ReceiveAsync(call, upload, stopping).ConfigureAwait(false);
        var part = world.PutPart(call.Bucket, call.Key, new PartDocument
        {
            Upload = upload.Id,
            Number = number,
            Bytes = received.Bytes,
            ETag = received.ETag,
            Checksum = received.Checksum,
        });
        return isCopy ? PartCopies.Answer(part) : LocalAnswer.Empty(200).With("ETag", part.Tag).With(part.Checksum.Header, part.Checksum.Value);
    }

    private async Task<ReceivedBody> ReceiveAsync(S3Call call, UploadDocument upload, CancellationToken stopping)
    {
        // Who named an algorithm sends it with each part; who named none may send any, and S3 takes its own beside.
        var sent = AnnouncedChecks.Of(call).Algorithm;
        if (upload.Algorithm is { } wanted && sent?.Name != wanted)
        {
            throw new S3Refusal(S3Error.InvalidRequest(
                $"Checksum Type mismatch occurred, expected checksum Type: {wanted.ToLowerInvariant()}, actual checksum Type: {sent?.Name.ToLowerInvariant() ?? "null"}"));
        }

        return await bodies.ReceiveAsync(call, upload.ChecksumAlgorithm, stopping).ConfigureAwait(false);
    }

    private async ValueTask<LocalAnswer> CompleteAsync(S3Call call, CancellationToken stopping)
    {
        var body = await call.ReadBodyAsync(stopping).ConfigureAwait(false);
        var assembly = new Assembly(call, S3Xml.Read(body, "CompleteMultipartUpload"));
        var conditions = Conditions.OfWrite(call);
        var stored = world.Complete(call.Bucket, call.Key, call.Query("uploadId")!, assembly.Make, conditions);
        return S3Xml.Answer("CompleteMultipartUploadResult", xml => xml
            .Text("Location", $"{call.Request.Origin}{call.Request.RawPath}").Text("Bucket", stored.Bucket).Text("Key", stored.Key).Text("ETag", stored.Tag)
            .Text(stored.Checksum.Element, stored.Checksum.Value).Text("ChecksumType", stored.Checksum.Type));
    }

    private LocalAnswer Abort(S3Call call)
    {
        world.Abort(call.Bucket, call.Key, call.Query("uploadId")!);
        return LocalAnswer.Empty(204);
    }

    private static ChecksumAlgorithm? Algorithm(S3Call call)
    {
        var named = call.Header("x-amz-checksum-algorithm");
        return named is null
            ? null
            : ChecksumAlgorithm.Find(named) ?? throw new S3Refusal(S3Error.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    }
}
