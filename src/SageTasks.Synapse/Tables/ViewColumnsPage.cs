namespace SageTasks.Synapse;

/// <summary>A page of the columns that the annotations of a view would make.</summary>
public sealed record ViewColumnsPage
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<ColumnModel> Results { get; init => field = value ?? []; } = [];

    /// <summary>Asks for the next page; null on the last.</summary>
    public string? NextPageToken { get; init; }
}
