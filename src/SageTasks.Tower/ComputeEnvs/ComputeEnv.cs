using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A compute environment (<c>GET /compute-envs/{computeEnvId}</c>).</summary>
public sealed record ComputeEnv
{
    /// <summary>The compute environment's id.</summary>
    public string? Id { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public string? Name { get; init; }

    /// <summary>The platform behind it, such as <c>aws-batch</c> or <c>slurm-platform</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether it can be used.</summary>
    public ComputeEnvStatus? Status { get; init; }

    /// <summary>Why it cannot be used.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it is the one that launches use where they name none.</summary>
    public bool? Primary { get; init; }

    /// <summary>The credentials that it uses.</summary>
    public string? CredentialsId { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>What a launch takes from it.</summary>
    public ComputeConfig? Config { get; init; }

    /// <summary>The organisation that it belongs to.</summary>
    public long? OrgId { get; init; }

    /// <summary>The workspace that it belongs to.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>Whether it is deleted.</summary>
    public bool? Deleted { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>When a run used it last.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Its resource labels; empty unless asked for.</summary>
    [AllowNull]
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];
}
