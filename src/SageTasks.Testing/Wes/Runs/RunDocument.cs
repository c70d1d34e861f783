using System.Text.Json;

namespace SageTasks.Testing.Wes;

/// <summary>A run as it is kept.</summary>
internal sealed record RunDocument
{
    public required string Id { get; init; }

    /// <summary>Its place among all runs, from 1.</summary>
    public required long Number { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset Submitted { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    public required RunRequest Request { get; init; }

    public IReadOnlyList<string> Attachments { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string>? Command { get; init; }

    public int? ExitCode { get; init; }

    public IReadOnlyList<string>? SystemLogs { get; init; }

    /// <summary>What the workflow gave back; files are named by their place in the run's folder, behind <see cref="RunFiles.Scheme"/>.</summary>
    public JsonElement? Outputs { get; init; }

    public IReadOnlyList<TaskDocument> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>Until when, by the true clock, lists leave the run out.</summary>
    public DateTimeOffset? HiddenUntil { get; init; }

    /// <summary>A TES executes it, and goes on when this server ends.</summary>
    public bool IsOnTes { get; init; }

    /// <summary>Nothing executes it.</summary>
    public bool IsScripted { get; init; }
}
