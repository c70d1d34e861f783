namespace SageTasks.Testing.S3;

/// <summary>Objects: copy, in one request.</summary>
internal sealed class CopyOperations(S3World world)
{
    private const long Largest = 5L * 1024 * 1024 * 1024;

    public async Task<LocalAnswer> CopyAsync(S3Call call, Conditions conditions, BodyReceiver bodies)
    {
        var (source, bytes) = CopySource.Open(call, world);
        using (bytes)
        {
            var isReplaced = IsReplaced(call);
            if (source.Size > Largest)
            {
                throw new S3Refusal(S3Error.InvalidRequest("The specified copy source is larger than the maximum allowable size for a copy source: 5368709120"));
            }

            if (!isReplaced && source.Bucket == call.Bucket && source.Key == call.Key)
            {
                throw new S3Refusal(S3Error.InvalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes."));
            }

            var algorithm = ChecksumAlgorithm.Find(call.Header("x-amz-checksum-algorithm")) ?? ChecksumAlgorithm.Find(source.Checksum.Algorithm)!;
            var fields = isReplaced ? ObjectFields.Of(call) : source.Fields;
            var received = await bodies.CopyAsync(bytes, 0, source.Size, algorithm).ConfigureAwait(false);
            return Answer(world.Put(ObjectDocument.Of(call, received, fields), conditions, "copy"));
        }
    }

    private static bool IsReplaced(S3Call call) => call.Header("x-amz-metadata-directive") switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw new S3Refusal(S3Error.InvalidArgument("x-amz-metadata-directive", other, "Unknown metadata directive.")),
    };

    private static LocalAnswer Answer(ObjectDocument stored) => S3Xml.Answer("CopyObjectResult", xml => xml
        .Text("ETag", stored.Tag).Time("LastModified", stored.Modified).Text(stored.Checksum.Element, stored.Checksum.Value).Text("ChecksumType", stored.Checksum.Type));
}
