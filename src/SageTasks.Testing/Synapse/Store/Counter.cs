namespace SageTasks.Testing.Synapse;

/// <summary>The last id that was given to one kind of thing.</summary>
internal sealed record Counter
{
    public required long Value { get; init; }
}
