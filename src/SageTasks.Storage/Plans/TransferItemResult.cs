using System.Text.Json.Serialization;
using SageTasks.Reports;

namespace SageTasks.Storage;

/// <summary>What became of one object of a plan.</summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed record TransferItemResult : IDisplayable
{
    /// <summary>Its place in the plan, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>What was asked for.</summary>
    public required TransferItem Item { get; init; }

    /// <summary>What became of it.</summary>
    public required TransferOutcome Outcome { get; init; }

    /// <summary>Bytes; null where they are not known.</summary>
    public long? Size { get; init; }

    /// <summary>Digests of the object, as far as they are known.</summary>
    public IReadOnlyList<Digest> Digests { get; init => field = value ?? []; } = [];

    /// <summary>The copy; null where nothing was copied.</summary>
    public TransferResult? Copy { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>How long it took, waiting between attempts included.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When it was done, by this machine's clock; null where a record of before does not tell.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why it failed, for people to read; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Why it failed; null where it did not. Not in JSON.</summary>
    [JsonIgnore]
    public Exception? Exception { get; init; }

    /// <inheritdoc/>
    public DisplayTable ToTable() => TransferTables.ToTable([this]) with { Caption = null };
}
