namespace SageTasks.Testing.Synapse;

/// <summary>The columns that a view's annotations suggest.</summary>
internal sealed record ViewColumnResponse
{
    public required string ConcreteType { get; init; }

    public required IReadOnlyList<ColumnModel> Results { get; init; }

    public string? NextPageToken { get; init; }
}
