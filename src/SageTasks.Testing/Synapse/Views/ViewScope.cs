namespace SageTasks.Testing.Synapse;

/// <summary>What a view is to show.</summary>
internal sealed record ViewScope
{
    public IReadOnlyList<string>? Scope { get; init; }

    public long? ViewTypeMask { get; init; }

    public string? ViewEntityType { get; init; }

    public string? ViewType { get; init; }
}
