namespace SageTasks.Tower;

/// <summary>The limits of an organisation (<c>GET /orgs/{orgId}/quotas</c>); null where there is none or the server does not say.</summary>
public sealed record OrganizationQuotas
{
    /// <summary>Runs that may be active at a time.</summary>
    public long? MaxRuns { get; init; }

    /// <summary>Runs that stay visible.</summary>
    public long? MaxRunHistory { get; init; }

    /// <summary>Labels in a workspace.</summary>
    public long? MaxLabelsPerWorkspace { get; init; }

    /// <summary>Datasets in a workspace.</summary>
    public long? MaxDatasetsPerWorkspace { get; init; }

    /// <summary>Versions of a dataset.</summary>
    public long? MaxVersionsPerDataset { get; init; }

    /// <summary>Pipelines on a Launchpad.</summary>
    public long? MaxPipelinesPerWorkspace { get; init; }

    /// <summary>Workspaces.</summary>
    public long? MaxWorkspaces { get; init; }

    /// <summary>Participants of a workspace.</summary>
    public long? MaxParticipantsPerWorkspace { get; init; }

    /// <summary>Members of the organisation.</summary>
    public long? MaxMembers { get; init; }

    /// <summary>Teams.</summary>
    public long? MaxTeams { get; init; }
}
