using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tes;

/// <summary>One page of tasks, in no particular order (<c>GET /tasks</c>).</summary>
public sealed record TesTaskPage
{
    /// <summary>The tasks of this page.</summary>
    [AllowNull]
    public IReadOnlyList<TesTask> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>The token of the next page. Servers end a list with none, with an empty one or with <c>N/A</c>, and some give one on the last
    /// page too; <see cref="TesClient.ListTasksAsync"/> knows them all.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>The server's clock when it answered (the <c>Date</c> header).</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>How long the request waited in this process until it was sent.</summary>
    internal TimeSpan Waited { get; init; }
}
