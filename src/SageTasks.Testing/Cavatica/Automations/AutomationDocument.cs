namespace SageTasks.Testing.Cavatica;

/// <summary>An automation with its runs, as it is kept.</summary>
internal sealed record AutomationDocument
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Owner { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public IReadOnlyList<AutomationRun> Runs { get; init; } = [];
}
