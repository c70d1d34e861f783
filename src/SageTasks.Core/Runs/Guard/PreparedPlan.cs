using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>A plan made ready for a platform, with its key.</summary>
internal sealed record PreparedPlan<TRequest>
{
    public required RunPlan<TRequest> Plan { get; init; }

    public required PreparedRun<TRequest> Run { get; init; }

    public required SubmissionForm Form { get; init; }

    /// <summary>The keys that a run of this work may carry: the one by the form of today first, then those by older forms.</summary>
    public required IReadOnlyList<SubmissionKey> Keys { get; init; }

    public required CanonicalRequest Request { get; init; }

    /// <summary>The request in the shape that a stored request is compared with.</summary>
    public required JsonObject Comparable { get; init; }

    public required JsonObject? Defaults { get; init; }

    public required bool HasPlaceholder { get; init; }

    /// <exception cref="ArgumentException">A placeholder stands where the platform cannot put a run's id.</exception>
    public static async Task<PreparedPlan<TRequest>> CreateAsync(
        IRunPlatform<TRequest> platform, RunPlan<TRequest> plan, SubmissionForms forms, CancellationToken cancellationToken = default)
    {
        var run = await platform.PrepareAsync(plan.Request, cancellationToken).ConfigureAwait(false);
        var request = platform.Canonicalize(run);
        var hasPlaceholder = RunPlaceholder.IsIn(request, platform.Capabilities);
        var form = forms.Build(plan, run, request);
        return new PreparedPlan<TRequest>
        {
            Plan = plan,
            Run = run,
            Form = form,
            Keys = [form.Key, .. forms.OlderKeys(plan, run, request)],
            Request = request,
            Comparable = forms.Comparable(plan, request, run.Service),
            Defaults = run.DeclaredDefaults is { } defaults ? forms.Comparable(plan with { KeyOptions = plan.KeyOptions with { Included = [] } }, defaults, run.Service) : null,
            HasPlaceholder = hasPlaceholder,
        };
    }

    /// <summary>Where the request that a platform stored for a run differs from this one. A run's own id stands for the placeholder;
    /// a draft in which it does not stand yet gets it when it is started.</summary>
    public IReadOnlyList<RequestDifference> DifferencesOf(RunSnapshot run, CanonicalRequest stored, SubmissionForms forms)
    {
        var asked = HasPlaceholder ? forms.Comparable(Plan, WithId(Request, run.Id), Run.Service) : Comparable;
        var effective = HasPlaceholder && run.State == RunState.Draft ? WithId(stored, run.Id) : stored;
        return [.. RequestComparison.Differences(asked, forms.Comparable(Plan, effective, Run.Service), Defaults)
            .Where(difference => !stored.Untold.Any(name => RequestComparison.IsWithin(difference, name)))];
    }

    private static CanonicalRequest WithId(CanonicalRequest request, string runId) =>
        request with { Fields = RunPlaceholder.Substitute(request.Fields, runId)!.AsObject() };
}
