namespace SageTasks.Testing.AzureBlob;

/// <summary>Copies of whole blobs: asynchronous ones, which are done at once, synchronous ones, and blobs that are put from an address.</summary>
internal sealed class CopyOperations(AzureWorld world, BodyReceiver bodies, CopySource sources)
{
    private const long LargestSynchronous = 256L * 1024 * 1024;
    private const long LargestPut = 5000L * 1024 * 1024;

    public void Map(AzureOperations operations) => operations.Map("PUT blob?copy", CopyAsync);

    private async ValueTask<LocalAnswer> CopyAsync(AzureCall call, CancellationToken stopping)
    {
        WriteOperations.CheckTarget(call, world);
        stopping.ThrowIfCancellationRequested();
        var isPut = call.Header("x-ms-blob-type") is not null;
        var isSynchronous = isPut || call.Header("x-ms-requires-sync") == "true";
        var (source, bytes) = sources.Open(call, isOwn: !isSynchronous);
        using (bytes)
        {
            if (isSynchronous && source.Size > (isPut ? LargestPut : LargestSynchronous))
            {
                throw new AzureRefusal(AzureError.TooLarge);
            }

            var conditions = Conditions.Of(call);
            var draft = await DraftAsync(call, source, bytes, isPut).ConfigureAwait(false);
            var blob = world.Put(draft, conditions, "copy");
            var answer = BlobAnswers.Written(blob, isPut ? 201 : 202).With("Content-MD5", blob.Fields.ContentMd5!);
            return isPut ? answer : answer.With("x-ms-copy-id", blob.Copy!.Id).With("x-ms-copy-status", "success");
        }
    }

    private async Task<BlobDocument> DraftAsync(AzureCall call, BlobDocument source, HeldBytes bytes, bool isPut)
    {
        var given = BlobFields.MetadataOf(call);
        var received = await bodies.CopyAsync(call, bytes, 0, source.Size).ConfigureAwait(false);

        // Metadata comes along unless the request brings its own; the media type of a put does too, unless it is given.
        var isDescribed = isPut && call.Header("x-ms-copy-source-blob-properties") == "false";
        var fields = isPut && (isDescribed || call.Header("x-ms-blob-content-type") is not null) ? BlobFields.Of(call, hasPlain: false) : source.Fields;
        var draft = WriteOperations.Draft(call, received, fields, given.Count > 0 ? given : source.Metadata);
        return isPut ? draft : draft with { Copy = world.NewCopy(new Uri(call.Header("x-ms-copy-source")!).GetLeftPart(UriPartial.Path)) };
    }
}
