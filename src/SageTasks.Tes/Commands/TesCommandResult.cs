using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>What became of a command.</summary>
public sealed record TesCommandResult
{
    /// <summary>The command's position among those that were given, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The task that ran it; null where none was submitted.</summary>
    public string? TaskId { get; init; }

    /// <summary>The identity of the work; null where none was submitted.</summary>
    public SubmissionKey? Key { get; init; }

    /// <summary>Whether the task was started now or was there already; null where none was submitted.</summary>
    public SubmissionOutcome? Outcome { get; init; }

    /// <summary>What the task has left, as far as the server tells.</summary>
    [AllowNull]
    public IReadOnlyList<CommandOutput> Outputs { get; init => field = value ?? []; } = [];

    /// <summary>Why there is no result, with the end of the task's log; null where there is one.</summary>
    public string? Error { get; init; }

    /// <summary>The failure itself; not part of the JSON form.</summary>
    [JsonIgnore]
    public Exception? Exception { get; init; }
}
