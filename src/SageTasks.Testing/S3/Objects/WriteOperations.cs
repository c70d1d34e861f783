namespace SageTasks.Testing.S3;

/// <summary>Objects: put, in one request. A source in the headers makes it a copy.</summary>
internal sealed class WriteOperations(S3World world, BodyReceiver bodies, CopyOperations copies)
{
    public void Map(S3Operations operations) => operations.Map("PUT object", PutAsync);

    private async ValueTask<LocalAnswer> PutAsync(S3Call call, CancellationToken stopping)
    {
        world.CheckBucket(call.Bucket);
        call.CheckKey();
        var conditions = Conditions.OfWrite(call);
        if (call.Header("x-amz-copy-source") is not null)
        {
            return await copies.CopyAsync(call, conditions, bodies).ConfigureAwait(false);
        }

        var fields = ObjectFields.Of(call);
        var received = await bodies.ReceiveAsync(call, ChecksumAlgorithm.Crc64Nvme, stopping).ConfigureAwait(false);
        var stored = world.Put(ObjectDocument.Of(call, received, fields), conditions, "put");
        return LocalAnswer.Empty(200).With("ETag", stored.Tag).With("x-amz-server-side-encryption", "AES256")
            .With(stored.Checksum.Header, stored.Checksum.Value).With("x-amz-checksum-type", stored.Checksum.Type);
    }
}
