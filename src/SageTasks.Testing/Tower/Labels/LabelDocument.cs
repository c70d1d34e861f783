namespace SageTasks.Testing;

/// <summary>A label as it is kept.</summary>
internal sealed record LabelDocument
{
    public required long Id { get; init; }

    public required long Workspace { get; init; }

    public required string Name { get; init; }

    public string? Value { get; init; }

    public bool Resource { get; init; }

    public bool IsDefault { get; init; }

    public required DateTimeOffset DateCreated { get; init; }
}
