using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A launch kept by the platform that an event or a call sets off (<c>GET /actions</c>).</summary>
public sealed record PipelineAction
{
    /// <summary>The action's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The pipeline that it launches.</summary>
    public string? Pipeline { get; init; }

    /// <summary>What sets it off.</summary>
    public ActionSource? Source { get; init; }

    /// <summary>Whether it is in force.</summary>
    public ActionStatus? Status { get; init; }

    /// <summary>The address to call.</summary>
    public string? Endpoint { get; init; }

    /// <summary>What went wrong last.</summary>
    public string? Error { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was set off last.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>When a schedule sets it off next.</summary>
    public DateTimeOffset? NextExecution { get; init; }

    /// <summary>What it launches; null in lists.</summary>
    public LaunchConfiguration? Launch { get; init; }

    /// <summary>Its labels; empty unless asked for.</summary>
    [AllowNull]
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];
}
