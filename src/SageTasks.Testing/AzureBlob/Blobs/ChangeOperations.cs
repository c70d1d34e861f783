namespace SageTasks.Testing.AzureBlob;

/// <summary>Blobs: set properties, set metadata, delete.</summary>
internal sealed class ChangeOperations(AzureWorld world)
{
    public void Map(AzureOperations operations)
    {
        operations.Map("PUT blob?properties", SetProperties);
        operations.Map("PUT blob?metadata", SetMetadata);
        operations.Map("DELETE blob", Delete);
    }

    private LocalAnswer SetProperties(AzureCall call)
    {
        var fields = BlobFields.Of(call, hasPlain: false);
        return BlobAnswers.Written(world.Change(call.Container, call.Blob, Conditions.Of(call), blob => blob with { Fields = fields }), 200);
    }

    private LocalAnswer SetMetadata(AzureCall call)
    {
        var metadata = BlobFields.MetadataOf(call);
        return BlobAnswers.Written(world.Change(call.Container, call.Blob, Conditions.Of(call), blob => blob with { Metadata = metadata }), 200);
    }

    private LocalAnswer Delete(AzureCall call)
    {
        world.Delete(call.Container, call.Blob, Conditions.Of(call));
        return LocalAnswer.Empty(202).With("x-ms-delete-type-permanent", "true");
    }
}
