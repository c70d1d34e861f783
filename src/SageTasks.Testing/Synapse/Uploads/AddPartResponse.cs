namespace SageTasks.Testing.Synapse;

/// <summary>Whether a part was taken in; a refusal comes in a 201 too.</summary>
internal sealed record AddPartResponse
{
    public required string UploadId { get; init; }

    public required long PartNumber { get; init; }

    public required string AddPartState { get; init; }

    public string? ErrorMessage { get; init; }
}
