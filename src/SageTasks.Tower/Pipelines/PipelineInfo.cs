using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>What the code host says about a pipeline's repository (<c>GET /pipelines/info</c>).</summary>
public sealed record PipelineInfo
{
    /// <summary>The repository as <c>owner/name</c>.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The repository's name.</summary>
    public string? SimpleName { get; init; }

    /// <summary>The address of the repository.</summary>
    public string? RepositoryUrl { get; init; }

    /// <summary>The address to clone from.</summary>
    public string? CloneUrl { get; init; }

    /// <summary>The code host.</summary>
    public string? Provider { get; init; }

    /// <summary>The revision that was resolved.</summary>
    public string? RevisionName { get; init; }

    /// <summary>The commit that the revision stands for now.</summary>
    public string? CommitId { get; init; }

    /// <summary>The branches and tags.</summary>
    [AllowNull]
    public IReadOnlyList<string> Revisions { get; init => field = value ?? []; } = [];

    /// <summary>The profiles that its configuration defines.</summary>
    [AllowNull]
    public IReadOnlyList<string> Profiles { get; init => field = value ?? []; } = [];

    /// <summary>Its configuration files.</summary>
    [AllowNull]
    public IReadOnlyList<string> ConfigFiles { get; init => field = value ?? []; } = [];

    /// <summary>Work directories used before.</summary>
    [AllowNull]
    public IReadOnlyList<string> WorkDirs { get; init => field = value ?? []; } = [];

    /// <summary>What the server noticed.</summary>
    [AllowNull]
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>What the pipeline says about itself.</summary>
    public PipelineManifest? Manifest { get; init; }
}
