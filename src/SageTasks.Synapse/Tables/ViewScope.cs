namespace SageTasks.Synapse;

/// <summary>Which entities a view shows.</summary>
public sealed record ViewScope
{
    /// <summary>The containers or evaluations.</summary>
    public IReadOnlyList<string> Scope { get; init => field = value ?? []; } = [];

    /// <summary>The kinds of entity, as bits; see <see cref="EntityView.ViewTypeMask"/>.</summary>
    public long? ViewTypeMask { get; init; }

    /// <summary><c>entityview</c>, <c>submissionview</c>, <c>dataset</c> or <c>datasetcollection</c>.</summary>
    public string? ViewEntityType { get; init; }
}
