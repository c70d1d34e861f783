namespace SageTasks.Testing.Synapse;

/// <summary>Where a result goes on.</summary>
internal sealed record QueryNextPageToken
{
    public string? ConcreteType { get; init; }

    public string? EntityId { get; init; }

    public string? Token { get; init; }
}
