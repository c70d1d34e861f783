using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>A plan made ready for a platform, with its key.</summary>
internal sealed record PreparedPlan<TRequest>
{
    public required RunPlan<TRequest> Plan { get; init; }

    public required PreparedRun<TRequest> Run { get; init; }

    public required SubmissionForm Form { get; init; }

    /// <summary>The request in the shape that a stored request is compared with.</summary>
    public required JsonObject Comparable { get; init; }

    public required JsonObject? Defaults { get; init; }

    public static async Task<PreparedPlan<TRequest>> CreateAsync(
        IRunPlatform<TRequest> platform, RunPlan<TRequest> plan, SubmissionForms forms, CancellationToken cancellationToken = default)
    {
        var run = await platform.PrepareAsync(plan.Request, cancellationToken).ConfigureAwait(false);
        var request = platform.Canonicalize(run);
        return new PreparedPlan<TRequest>
        {
            Plan = plan,
            Run = run,
            Form = forms.Build(plan, run, request),
            Comparable = forms.Comparable(plan, request, run.Service),
            Defaults = run.DeclaredDefaults is { } defaults ? forms.Comparable(plan with { KeyOptions = plan.KeyOptions with { Included = [] } }, defaults, run.Service) : null,
        };
    }
}
