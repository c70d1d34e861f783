namespace SageTasks.Synapse;

/// <summary>Bytes in a bucket that Synapse can sign addresses for.</summary>
public abstract record CloudFileHandle : FileHandle
{
    private protected CloudFileHandle(string concreteType)
        : base(concreteType)
    {
    }

    /// <summary>The bucket.</summary>
    public string? BucketName { get; init; }

    /// <summary>The key in the bucket.</summary>
    public string? Key { get; init; }

    /// <summary>Id of the preview's file handle.</summary>
    public string? PreviewId { get; init; }

    /// <summary>Whether this is a preview.</summary>
    public bool? IsPreview { get; init; }
}
