namespace SageTasks.Synapse;

/// <summary>Asks for the addresses to which parts are sent.</summary>
public sealed record PartUrlRequest
{
    /// <summary>The upload.</summary>
    public required string UploadId { get; init; }

    /// <summary>The parts, from 1.</summary>
    public IReadOnlyList<long> PartNumbers { get; init => field = value ?? []; } = [];

    /// <summary>The media type to sign for; null for none.</summary>
    public string? ContentType { get; init; }
}
