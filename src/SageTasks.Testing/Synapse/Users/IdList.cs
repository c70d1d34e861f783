namespace SageTasks.Testing.Synapse;

/// <summary>Ids to look up.</summary>
internal sealed record IdList
{
    public IReadOnlyList<long>? List { get; init; }
}
