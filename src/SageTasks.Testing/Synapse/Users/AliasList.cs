namespace SageTasks.Testing.Synapse;

/// <summary>User and team names to look up.</summary>
internal sealed record AliasList
{
    public IReadOnlyList<string>? List { get; init; }
}
