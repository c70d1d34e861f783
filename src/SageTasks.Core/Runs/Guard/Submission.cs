using SageTasks.Reports;

namespace SageTasks.Runs;

/// <summary>The run that does a piece of work, and how the guard came to it.</summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed record Submission : IDisplayable
{
    /// <summary>The platform's id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The name that the run really has: compute output paths from this one, never from the name asked for.</summary>
    public string? RunName { get; init; }

    /// <summary>The identity of the work.</summary>
    public required SubmissionKey Key { get; init; }

    /// <summary>What the submission came to.</summary>
    public required SubmissionOutcome Outcome { get; init; }

    /// <summary>The attempt at the work that the run is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where the run stood when it was last seen.</summary>
    public required RunState State { get; init; }

    /// <summary>The page where a person sees the run.</summary>
    public Uri? Link { get; init; }

    /// <summary>What the guard saw and why it decided so.</summary>
    public required SubmissionEvidence Evidence { get; init; }

    /// <summary>The submission as it may be shown and kept: see <see cref="SubmissionForm.WithoutSecrets"/>. What the platform says about runs is shown
    /// without secrets, too.</summary>
    public Submission WithoutSecrets() => this with
    {
        Evidence = Evidence with
        {
            Form = Evidence.Form.WithoutSecrets(),
            Candidates = [.. Evidence.Candidates.Select(candidate => candidate with { Run = candidate.Run.WithoutSecrets() })],
        },
    };

    /// <inheritdoc/>
    public DisplayTable ToTable() => RunTables.ToTable([this]) with { Caption = Evidence.Decision };
}
