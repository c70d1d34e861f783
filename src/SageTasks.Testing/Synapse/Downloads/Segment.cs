namespace SageTasks.Testing.Synapse;

/// <summary>A stretch of a file in the state folder.</summary>
internal sealed record Segment
{
    public required string File { get; init; }

    public required long Offset { get; init; }

    public required long Length { get; init; }
}
