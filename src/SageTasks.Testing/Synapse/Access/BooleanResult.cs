namespace SageTasks.Testing.Synapse;

/// <summary>A yes or no.</summary>
internal sealed record BooleanResult
{
    public required bool Result { get; init; }
}
