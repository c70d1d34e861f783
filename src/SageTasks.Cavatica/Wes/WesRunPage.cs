namespace SageTasks.Cavatica;

/// <summary>One page of the platform's WES runs.</summary>
public sealed record WesRunPage
{
    /// <summary>The runs.</summary>
    public IReadOnlyList<WesRun> Runs { get; init => field = value ?? []; } = [];

    /// <summary>The token of the next page; empty on the last one.</summary>
    public string? NextPageToken { get; init; }
}
