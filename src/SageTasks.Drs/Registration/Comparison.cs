using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Whether what is registered is what was to be registered: the same bytes, at the places that were named.</summary>
internal static class Comparison
{
    /// <summary>What differs, one line each; empty for the same object.</summary>
    public static IReadOnlyList<string> Differences(DrsCandidate candidate, long? size, IReadOnlyList<Digest> digests, IReadOnlyList<string> urls)
    {
        var differences = new List<string>();
        if (size != candidate.Size)
        {
            differences.Add(FormattableString.Invariant($"size: {size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not told"} is registered, {candidate.Size} is here"));
        }

        var common = candidate.Digests.Join(digests, mine => mine.Algorithm, other => other.Algorithm, (mine, other) => (mine, other)).ToList();
        differences.AddRange(common.Where(pair => pair.mine != pair.other).Select(pair => $"{pair.mine.Algorithm}: {pair.other.Value} is registered, {pair.mine.Value} is here"));
        if (common.Count == 0)
        {
            differences.Add($"checksums: {Names(digests)} is registered, {Names(candidate.Digests)} is here, and none can be compared");
        }

        differences.AddRange(candidate.Urls.Except(urls, StringComparer.Ordinal).Select(url => $"address: {url} is not registered, but {(urls.Count == 0 ? "none" : string.Join(", ", urls))}"));
        return differences;
    }

    public static IReadOnlyList<string> Differences(DrsCandidate candidate, DrsObject found) => Differences(
        candidate, found.Size, found.Digests, [.. found.AccessMethods.Select(method => method.AccessUrl?.Url).OfType<string>()]);

    private static string Names(IReadOnlyList<Digest> digests) => digests.Count == 0 ? "none" : string.Join(", ", digests.Select(digest => digest.Algorithm));
}
