using SageTasks.Http;
using SageTasks.Reports;

namespace SageTasks.Runs;

/// <summary>A run as its platform showed it at one moment.</summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed record RunSnapshot : IDisplayable
{
    /// <summary>The platform's id of the run.</summary>
    public required string Id { get; init; }

    /// <summary>The name that the run really has, which can differ from the one asked for.</summary>
    public string? Name { get; init; }

    /// <summary>Where the run stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The platform's own word for the state; null where it gave none.</summary>
    public string? RawState { get; init; }

    /// <summary>When the platform created the run, by its own clock.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the run ended, by the platform's clock.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The key, attempt and nonce that the run carries; null for a run that no guard started.</summary>
    public SubmissionTag? Tag { get; init; }

    /// <summary>What the platform says about the state: an error message or a reason.</summary>
    public string? Message { get; init; }

    /// <summary>The page where a person sees the run.</summary>
    public Uri? Link { get; init; }

    /// <summary>The run without the secrets that can be recognised in what the platform says.</summary>
    internal RunSnapshot WithoutSecrets() => Message is { } message ? this with { Message = Redaction.Text(message) } : this;

    /// <inheritdoc/>
    public DisplayTable ToTable() => RunTables.ToTable([this]) with { Caption = null };
}
