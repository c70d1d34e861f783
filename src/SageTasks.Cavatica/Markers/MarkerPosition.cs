namespace SageTasks.Cavatica;

/// <summary>Where a marker is, in bases.</summary>
public sealed record MarkerPosition
{
    /// <summary>The first base.</summary>
    public long? Start { get; init; }

    /// <summary>The last base.</summary>
    public long? End { get; init; }
}
