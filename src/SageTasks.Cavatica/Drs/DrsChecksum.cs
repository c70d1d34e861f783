namespace SageTasks.Cavatica;

/// <summary>A checksum of a DRS object.</summary>
public sealed record DrsChecksum
{
    /// <summary>The kind, here etag.</summary>
    public string? Type { get; init; }

    /// <summary>The value.</summary>
    public string? Checksum { get; init; }
}
