using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of a log (<c>GET /workflow/{workflowId}/log</c>).</summary>
public sealed record LogPage
{
    /// <summary>The lines.</summary>
    [AllowNull]
    public IReadOnlyList<string> Entries { get; init => field = value ?? []; } = [];

    /// <summary>Whether the page was cut: ask again with <see cref="ForwardToken"/>.</summary>
    public bool? Truncated { get; init; }

    /// <summary>Whether the log is still being fetched.</summary>
    public bool? Pending { get; init; }

    /// <summary>Why there is no log.</summary>
    public string? Message { get; init; }

    /// <summary>What to pass as <c>next</c> for the lines that follow.</summary>
    public string? ForwardToken { get; init; }

    /// <summary>What to pass as <c>next</c> for the lines before.</summary>
    public string? RewindToken { get; init; }

    /// <summary>The files that can be downloaded.</summary>
    [AllowNull]
    public IReadOnlyList<LogDownload> Downloads { get; init => field = value ?? []; } = [];
}
