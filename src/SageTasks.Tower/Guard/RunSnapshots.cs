using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Runs as the guard sees them.</summary>
internal sealed class RunSnapshots(Uri endpoint)
{
    private readonly string? _site = Site(endpoint);

    public RunSnapshot Of(WorkflowDetails details) =>
        Of(new WorkflowItem { Workflow = RowOf(details), OrgName = details.OrgName, WorkspaceName = details.WorkspaceName });

    public RunSnapshot Of(WorkflowItem item)
    {
        var run = item.Workflow;
        return new RunSnapshot
        {
            Id = run.Id,
            Name = run.RunName,
            State = RunStates.Read(run.Status),
            RawState = run.Status?.Value,
            CreatedAt = Created(run.Submit, run.DateCreated, run.Start),
            CompletedAt = run.Complete,
            Tag = RunNames.Read(run.RunName),
            Message = run.ErrorMessage,
            Link = Link(run.Id, item.OrgName, item.WorkspaceName, run.UserName),
        };
    }

    private static WorkflowRow RowOf(WorkflowDetails details)
    {
        var run = details.Workflow;
        return new WorkflowRow
        {
            Id = run.Id,
            RunName = run.RunName,
            Status = run.Status,
            Submit = run.Submit,
            DateCreated = run.DateCreated,
            Start = run.Start,
            Complete = run.Complete,
            UserName = run.UserName,
            ErrorMessage = run.ErrorMessage ?? details.JobInfo?.Message,
        };
    }

    // The submission is written once and shown everywhere; the other two stand in where an old record lacks it.
    private static DateTimeOffset? Created(DateTimeOffset? submit, DateTimeOffset? created, DateTimeOffset? start) => submit ?? created ?? start;

    private Uri? Link(string id, string? organization, string? workspace, string? user)
    {
        var place = organization is not null && workspace is not null
            ? $"orgs/{Uri.EscapeDataString(organization)}/workspaces/{Uri.EscapeDataString(workspace)}"
            : user is not null ? $"user/{Uri.EscapeDataString(user)}" : null;
        return _site is null || place is null ? null : new Uri($"{_site}/{place}/watch/{Uri.EscapeDataString(id)}");
    }

    private static string? Site(Uri endpoint)
    {
        if (TowerService.IsCloud(endpoint))
        {
            return "https://cloud.seqera.io";
        }

        var text = endpoint.ToString().TrimEnd('/');
        return text.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? text[..^4] : null;
    }
}
