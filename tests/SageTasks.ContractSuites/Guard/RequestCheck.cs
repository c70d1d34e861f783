using SageTasks.Runs;

namespace SageTasks.ContractSuites;

/// <summary>Compares requests as the guard does, for the tests of a platform's own forms.</summary>
public static class RequestCheck
{
    /// <summary>The pointers to what differs, where the platform can tell.</summary>
    public static IReadOnlyList<string> Differences(CanonicalRequest asked, CanonicalRequest stored)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(stored);
        return [.. RequestComparison.Differences(asked.Fields, stored.Fields, defaults: null)
            .Where(difference => !stored.Untold.Any(name => RequestComparison.IsWithin(difference, name)))
            .Select(difference => difference.Pointer)];
    }
}
