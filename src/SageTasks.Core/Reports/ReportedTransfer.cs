namespace SageTasks.Reports;

/// <summary>What a transfer of many files came to.</summary>
public sealed record ReportedTransfer
{
    /// <summary>What it is called, such as the name of its manifest.</summary>
    public required string Name { get; init; }

    /// <summary>From where to where, without the names of files: <c>s3://lab → syn://syn123</c>.</summary>
    public IReadOnlyList<string> Routes { get; init => field = value ?? []; } = [];

    /// <summary>How many files were copied.</summary>
    public long Copied { get; init; }

    /// <summary>How many were there already, equal.</summary>
    public long Skipped { get; init; }

    /// <summary>How many were not copied because of a failure.</summary>
    public long Failed { get; init; }

    /// <summary>How many were not copied because the transfer was ended before: it is not finished.</summary>
    public long Stopped { get; init; }

    /// <summary>Bytes of the files that were copied.</summary>
    public long Bytes { get; init; }

    /// <summary>The time of the files that were copied, added up: files that were copied at the same time count each.</summary>
    public TimeSpan BusyTime { get; init; }

    /// <summary>When the first file that was copied began; null where the manifest does not tell.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last file that was copied arrived; null where the manifest does not tell.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why files failed, the first of them.</summary>
    public IReadOnlyList<string> Errors { get; init => field = value ?? []; } = [];

    /// <summary>Bytes a second from the first byte to the last; null where that can't be told.</summary>
    public double? BytesPerSecond => CompletedAt - StartedAt is { Ticks: > 0 } time ? Bytes / time.TotalSeconds : null;
}
