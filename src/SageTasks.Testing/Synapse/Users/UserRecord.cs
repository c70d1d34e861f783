namespace SageTasks.Testing.Synapse;

/// <summary>A user, as stored.</summary>
internal sealed record UserRecord
{
    public required long Id { get; init; }

    public required UserProfile Profile { get; init; }
}
