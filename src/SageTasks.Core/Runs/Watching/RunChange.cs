using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Something that happened to a watched run.</summary>
public sealed record RunChange
{
    /// <summary>The id that the watching began with.</summary>
    public required string WatchedId { get; init; }

    /// <summary>The server of the run (<see cref="RunCapabilities.Service"/>): servers that count their runs have the same ids. Null where the id says it all, and in older records.</summary>
    public string? Service { get; init; }

    /// <summary>What happened.</summary>
    public required RunChangeKind Kind { get; init; }

    /// <summary>The run as it is now; where it vanished, as it was last seen; null where it was never seen.</summary>
    public RunSnapshot? Run { get; init; }

    /// <summary>The state before; null at the first sight.</summary>
    public RunState? Previous { get; init; }

    /// <summary>The end of the log of a run that failed; empty otherwise.</summary>
    public IReadOnlyList<string> LogTail { get; init => field = value ?? []; } = [];

    /// <summary>The change as it may be kept: secrets that can be recognised in the log and in what the platform says are <see cref="Redaction.Mark"/>.</summary>
    public RunChange WithoutSecrets() => this with { Run = Run?.WithoutSecrets(), LogTail = [.. LogTail.Select(Redaction.Text)] };
}
