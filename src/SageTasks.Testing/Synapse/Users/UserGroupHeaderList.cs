namespace SageTasks.Testing.Synapse;

/// <summary>The users and teams behind aliases.</summary>
internal sealed record UserGroupHeaderList
{
    public required IReadOnlyList<UserGroupHeader> List { get; init; }
}
