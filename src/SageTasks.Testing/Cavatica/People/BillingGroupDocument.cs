namespace SageTasks.Testing.Cavatica;

/// <summary>A billing group as it is kept.</summary>
internal sealed record BillingGroupDocument
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Owner { get; init; }
}
