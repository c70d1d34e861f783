namespace SageTasks.Testing.AzureBlob;

/// <summary>Blocks: put one, from the request or from another blob.</summary>
internal sealed class BlockOperations(AzureWorld world, BodyReceiver bodies, CopySource sources)
{
    private const long Largest = 4000L * 1024 * 1024;
    private const int LongestId = 64;

    public void Map(AzureOperations operations) => operations.Map("PUT blob?block", PutAsync);

    private async ValueTask<LocalAnswer> PutAsync(AzureCall call, CancellationToken stopping)
    {
        WriteOperations.CheckTarget(call, world);
        var id = call.Query("blockid") ?? "";
        if (!Convert.TryFromBase64String(id, new byte[id.Length], out var length) || length is 0 or > LongestId)
        {
            throw new AzureRefusal(AzureError.InvalidBlockId);
        }

        var received = call.Header("x-ms-copy-source") is null
            ? await bodies.ReceiveAsync(call, Largest, stopping).ConfigureAwait(false)
            : await CopyAsync(call).ConfigureAwait(false);
        world.PutBlock(new BlockDocument(call.Container, call.Blob, id, received.Bytes));
        return LocalAnswer.Empty(201).With("Content-MD5", received.Md5).With("x-ms-content-crc64", received.Crc64).With("x-ms-request-server-encrypted", "true");
    }

    private async Task<ReceivedBody> CopyAsync(AzureCall call)
    {
        var (source, bytes) = sources.Open(call);
        using (bytes)
        {
            var range = ByteRange.Parse(call.Header("x-ms-source-range"), source.Size, out var satisfiable) ?? new ByteRange(0, source.Size);
            return satisfiable
                ? await bodies.CopyAsync(call, bytes, range.First, range.Length).ConfigureAwait(false)
                : throw new AzureRefusal(AzureError.InvalidRange);
        }
    }
}
