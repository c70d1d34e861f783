namespace SageTasks.Cavatica;

/// <summary>How a batch takes its input apart.</summary>
public sealed record BatchBy
{
    /// <summary>By item, or by criteria.</summary>
    public BatchType Type { get; init; }

    /// <summary>What files of one child have in common, such as metadata.sample_id.</summary>
    public IReadOnlyList<string>? Criteria { get; init; }
}
