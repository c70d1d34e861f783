namespace SageTasks.Testing.S3;

/// <summary>The object that a copy is made of, from <c>x-amz-copy-source</c>: <c>/bucket/key</c>, percent-encoded.</summary>
internal static class CopySource
{
    /// <summary>The source and its bytes; its conditions hold.</summary>
    public static (ObjectDocument Stored, HeldBytes Bytes) Open(S3Call call, S3World world)
    {
        var header = call.Header("x-amz-copy-source")!;
        if (header.Contains("?versionId=", StringComparison.Ordinal))
        {
            throw new S3Refusal(S3Error.NotImplemented("versionId"));
        }

        var path = Uri.UnescapeDataString(header).TrimStart('/').Split('/', 2);
        if (path is not [var bucket, { Length: > 0 } key])
        {
            throw new S3Refusal(S3Error.InvalidArgument("x-amz-copy-source", header, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey"));
        }

        var (stored, bytes) = world.Open(bucket, key);
        try
        {
            Conditions.Of(call, "x-amz-copy-source-").CheckSource(stored);
            return (stored, bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }
}
