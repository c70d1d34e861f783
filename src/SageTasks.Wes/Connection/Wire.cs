
namespace SageTasks.Wes;

/// <summary>The answers as they come; callers see what is inside.</summary>
internal static class Wire
{
    /// <summary>Toil calls the list <c>workflows</c>.</summary>
    public sealed record RunListAnswer
    {
        public IReadOnlyList<WesRunSummary>? Runs { get; init; }

        public IReadOnlyList<WesRunSummary>? Workflows { get; init; }

        public string? NextPageToken { get; init; }
    }

    public sealed record TaskListAnswer
    {
        public IReadOnlyList<WesTaskLog>? TaskLogs { get; init; }

        public string? NextPageToken { get; init; }
    }

    public sealed record RunIdAnswer
    {
        public string? RunId { get; init; }
    }
}
