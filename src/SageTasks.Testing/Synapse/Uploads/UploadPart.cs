namespace SageTasks.Testing.Synapse;

/// <summary>One part of an upload, as stored.</summary>
internal sealed record UploadPart
{
    public required long Number { get; init; }

    /// <summary>The bytes as sent to the part's URL, waiting to be added.</summary>
    public StoredPart? Received { get; init; }

    /// <summary>The bytes that belong to the upload.</summary>
    public StoredPart? Added { get; init; }
}
