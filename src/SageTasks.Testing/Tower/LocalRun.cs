namespace SageTasks.Testing;

/// <summary>A run as the server really has it, whatever its answers show.</summary>
public sealed record LocalRun
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, which need not be unique.</summary>
    public required string RunName { get; init; }

    /// <summary>Its session.</summary>
    public required string SessionId { get; init; }

    /// <summary>Its state as Tower writes it, see <see cref="TowerStatus"/>; null for rows of very old servers.</summary>
    public string? Status { get; init; }

    /// <summary>When it was submitted, by the server's clock.</summary>
    public required DateTimeOffset Submit { get; init; }

    /// <summary>The repository.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The revision asked for, or the default branch.</summary>
    public string? Revision { get; init; }

    /// <summary>The commit that the revision was at.</summary>
    public string? CommitId { get; init; }

    /// <summary>The profiles, in order.</summary>
    public IReadOnlyList<string>? ConfigProfiles { get; init; }

    /// <summary>The parameters' text, as it was submitted.</summary>
    public string? ParamsText { get; init; }

    /// <summary>The run that it resumes; null for a fresh one.</summary>
    public string? ResumedFrom { get; init; }

    internal static LocalRun Of(RunDocument run) => new()
    {
        Id = run.Id,
        RunName = run.RunName,
        SessionId = run.SessionId,
        Status = run.Status,
        Submit = run.Submit,
        Pipeline = run.Repository,
        Revision = run.Revision,
        CommitId = run.CommitId,
        ConfigProfiles = run.Launch.ConfigProfiles,
        ParamsText = run.Launch.ParamsText,
        ResumedFrom = run.ResumedFrom,
    };
}
