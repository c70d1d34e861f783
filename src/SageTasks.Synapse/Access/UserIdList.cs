namespace SageTasks.Synapse;

/// <summary>A list of principal ids.</summary>
public sealed record UserIdList
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<long> List { get; init => field = value ?? []; } = [];
}
