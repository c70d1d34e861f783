namespace SageTasks.Testing.Cavatica;

/// <summary>A run of an automation.</summary>
internal sealed record AutomationRun
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }
}
