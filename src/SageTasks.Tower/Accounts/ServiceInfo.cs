using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>What a Tower server says about itself (<c>GET /service-info</c>, no token needed).</summary>
public sealed record ServiceInfo
{
    /// <summary>The version of the platform.</summary>
    public string? Version { get; init; }

    /// <summary>The version of the API.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The commit that the server was built from.</summary>
    public string? CommitId { get; init; }

    /// <summary>The longest <c>paramsText</c> that a launch may carry, in characters.</summary>
    public int? LaunchParamsTextMaxSize { get; init; }

    /// <summary>The longest <c>configText</c> that a launch may carry, in characters.</summary>
    public int? LaunchConfigTextMaxSize { get; init; }

    /// <summary>The largest file that the server shows or takes, in bytes.</summary>
    public long? ContentMaxFileSize { get; init; }

    /// <summary>How often a run reports, in seconds.</summary>
    public int? HeartbeatInterval { get; init; }

    /// <summary>Whether users have personal workspaces.</summary>
    public bool? UserWorkspaceEnabled { get; init; }

    /// <summary>Whether the Wave container service is available.</summary>
    public bool? WaveEnabled { get; init; }

    /// <summary>Whether this is Seqera Cloud.</summary>
    public bool? SeqeraCloud { get; init; }

    /// <summary>The page that a visitor is sent to.</summary>
    public string? LandingUrl { get; init; }

    /// <summary>The address that serves the content of runs.</summary>
    public string? ContentUrl { get; init; }

    /// <summary>The ways to sign in.</summary>
    [AllowNull]
    public IReadOnlyList<string> AuthTypes { get; init => field = value ?? []; } = [];
}
