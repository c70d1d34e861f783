namespace SageTasks.Testing.Synapse;

/// <summary>The bytes of one part.</summary>
internal sealed record StoredPart
{
    public required string Md5 { get; init; }

    public required IReadOnlyList<Segment> Segments { get; init; }
}
