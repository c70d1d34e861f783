namespace SageTasks.Synapse;

/// <summary>Whether a part was taken in; a refusal arrives inside an answer that succeeded.</summary>
public sealed record AddPartResult
{
    /// <summary>The upload.</summary>
    public string? UploadId { get; init; }

    /// <summary>The part, from 1.</summary>
    public long? PartNumber { get; init; }

    /// <summary>Whether it was taken in.</summary>
    public AddPartState AddPartState { get; init; }

    /// <summary>Why not.</summary>
    public string? ErrorMessage { get; init; }
}
