using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Runs as the guard sees them.</summary>
internal static class RunSnapshots
{
    public static RunSnapshot Of(WesRunSummary row) => new()
    {
        Id = row.RunId,
        State = RunStates.Read(row.State),
        RawState = row.State?.Value,
        CreatedAt = Created(row.Tags, row.StartTime),
        CompletedAt = row.EndTime,
        Tag = RunTags.Read(row.Tags),
    };

    public static RunSnapshot Of(string id, WesRun run) => new()
    {
        Id = id,
        State = RunStates.Read(run.State),
        RawState = run.State?.Value,
        CreatedAt = Created(run.Request?.Tags, run.RunLog?.StartTime),
        CompletedAt = run.RunLog?.EndTime,
        Tag = RunTags.Read(run.Request?.Tags),
        Message = run.RunLog?.SystemLogs is [.., var last] ? last : null,
    };

    // WES tells only when a run began, which a waiting run has not: the time of the request, by the server's own clock, is there at once and stays.
    private static DateTimeOffset? Created(IReadOnlyDictionary<string, string>? tags, DateTimeOffset? start) => RunTags.TimeOf(tags) ?? start;
}
