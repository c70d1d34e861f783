namespace SageTasks.Synapse;

/// <summary>Where the bytes of a container's files go.</summary>
internal static class UploadPlace
{
    /// <summary>The storage location that takes uploads through Synapse.</summary>
    /// <exception cref="NotSupportedException">The container's files go where Synapse takes no uploads.</exception>
    public static async Task<long?> FindAsync(SynapseClient client, SynapseId parentId, long? storageLocationId, CancellationToken cancellationToken)
    {
        var destination = await client.GetUploadDestinationAsync(parentId, storageLocationId, cancellationToken).ConfigureAwait(false);
        return destination is S3UploadDestination or ExternalS3UploadDestination or ExternalGoogleCloudUploadDestination
            ? destination.StorageLocationId
            : throw new NotSupportedException(
                $"Files in {parentId} go to {destination.ConcreteType.Split('.')[^1]}, which takes no uploads through Synapse: put the file there yourself and " +
                "register it, or choose another StorageLocationId.");
    }
}
