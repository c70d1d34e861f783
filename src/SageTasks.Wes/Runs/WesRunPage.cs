namespace SageTasks.Wes;

/// <summary>One page of runs (<c>GET /runs</c>).</summary>
public sealed record WesRunPage
{
    /// <summary>The runs of this page, in the server's order.</summary>
    public required IReadOnlyList<WesRunSummary> Runs { get; init; }

    /// <summary>What asks for the next page; null on the last one.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>The server's clock when it answered (the <c>Date</c> header).</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>How long the request waited in this process until it was sent.</summary>
    internal TimeSpan Waited { get; init; }
}
