namespace SageTasks.Testing.AzureBlob;

/// <summary>Blobs: put, in one request.</summary>
internal sealed class WriteOperations(AzureWorld world, BodyReceiver bodies)
{
    private const long Largest = 5000L * 1024 * 1024;

    public void Map(AzureOperations operations) => operations.Map("PUT blob", PutAsync);

    /// <summary>Refuses a name or a type of blob that Azure or this server does not take.</summary>
    public static void CheckTarget(AzureCall call, AzureWorld world)
    {
        world.Container(call.Container);
        if (call.Blob.Length > 1024 || call.Blob.EndsWith('.') || call.Blob.EndsWith('/'))
        {
            throw new AzureRefusal(new AzureError(400, "InvalidResourceName", "The specified resource name contains invalid characters."));
        }
    }

    public static BlobDocument Draft(AzureCall call, ReceivedBody received, BlobFields fields, IReadOnlyDictionary<string, string> metadata) => new()
    {
        Container = call.Container,
        Name = call.Blob,
        Size = received.Bytes.Length,
        Bytes = [received.Bytes],
        Fields = fields with { ContentMd5 = received.Md5 },
        Metadata = metadata,
    };

    private async ValueTask<LocalAnswer> PutAsync(AzureCall call, CancellationToken stopping)
    {
        CheckTarget(call, world);
        switch (call.Header("x-ms-blob-type"))
        {
            case null:
                throw new AzureRefusal(AzureError.MissingHeader("x-ms-blob-type"));
            case not "BlockBlob":
                throw new AzureRefusal(AzureError.NotHere("page and append blobs"));
        }

        var conditions = Conditions.Of(call);
        var (fields, metadata) = (BlobFields.Of(call, hasPlain: true), BlobFields.MetadataOf(call));
        var received = await bodies.ReceiveAsync(call, Largest, stopping).ConfigureAwait(false);
        bodies.Checked(received, fields.ContentMd5);
        var blob = world.Put(Draft(call, received, fields, metadata), conditions, "put");
        return BlobAnswers.Written(blob).With("Content-MD5", received.Md5).With("x-ms-content-crc64", received.Crc64);
    }
}
