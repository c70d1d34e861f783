namespace SageTasks.Testing.S3;

/// <summary>A bucket with its objects. Not thread-safe: the world's lock is around it.</summary>
internal sealed class BucketShelf(BucketDocument bucket)
{
    public BucketDocument Bucket { get; set; } = bucket;

    public NameIndex<ObjectDocument> Objects { get; } = new();
}
