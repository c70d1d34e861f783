namespace SageTasks.Testing;

/// <summary>What the journal keeps of a run that came to be (<c>run.created</c>).</summary>
internal sealed record RunCommit
{
    public long? WorkspaceId { get; init; }

    public required string UserName { get; init; }

    public required string RunName { get; init; }

    public required string SessionId { get; init; }

    public required string Pipeline { get; init; }

    public string? Revision { get; init; }

    public string? CommitId { get; init; }

    public string? ParamsText { get; init; }

    public string? ResumedFrom { get; init; }

    public required DateTimeOffset Submit { get; init; }

    public static RunCommit Of(RunDocument run) => new()
    {
        WorkspaceId = run.Workspace > 0 ? run.Workspace : null,
        UserName = run.UserName,
        RunName = run.RunName,
        SessionId = run.SessionId,
        Pipeline = run.Repository,
        Revision = run.Revision,
        CommitId = run.CommitId,
        ParamsText = run.Launch.ParamsText,
        ResumedFrom = run.ResumedFrom,
        Submit = run.Submit,
    };
}
