using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>Compares what a platform stored for two runs, where no plan is at hand.</summary>
internal static class StoredRequests
{
    private static readonly FormOne Form = new(secretKey: default);

    /// <summary>Both runs were asked for the same, as far as the platform can tell; signatures of URLs do not matter.</summary>
    public static bool AreSame(CanonicalRequest one, CanonicalRequest other) =>
        RequestComparison.Differences(Shape(one), Shape(other), defaults: null)
            .All(difference => one.Untold.Concat(other.Untold).Any(name => RequestComparison.IsWithin(difference, name)));

    private static JsonObject Shape(CanonicalRequest request) =>
        Form.Comparable(new RunPlan<CanonicalRequest> { Request = request }, request, service: string.Empty);
}
