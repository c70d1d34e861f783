namespace SageTasks.Synapse;

/// <summary>The addresses to which parts are sent.</summary>
public sealed record PartUrlPage
{
    /// <summary>One address for each part.</summary>
    public IReadOnlyList<PartUrl> PartPresignedUrls { get; init => field = value ?? []; } = [];
}
