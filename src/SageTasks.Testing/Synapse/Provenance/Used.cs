namespace SageTasks.Testing.Synapse;

/// <summary>One thing that an activity used: an entity or a URL.</summary>
internal sealed record Used
{
    public string? ConcreteType { get; init; }

    public bool? WasExecuted { get; init; }

    public Reference? Reference { get; init; }

    public string? Name { get; init; }

    public string? Url { get; init; }
}
