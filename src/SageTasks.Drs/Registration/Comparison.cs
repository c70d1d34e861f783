using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Whether what is registered is what was to be registered: the same bytes, at the places that were named.</summary>
/// <param name="Differences">What differs, one line each; empty for the same object.</param>
/// <param name="VerifiedBy">The strongest digest that both have; null where there is none.</param>
internal sealed record Comparison(IReadOnlyList<string> Differences, DigestAlgorithm? VerifiedBy)
{
    public bool IsSame => Differences.Count == 0;

    public static Comparison Of(DrsCandidate candidate, long? size, IReadOnlyList<Digest> digests, IReadOnlyList<string> urls)
    {
        var differences = new List<string>();
        if (size != candidate.Size)
        {
            differences.Add(OfSize(size, candidate.Size));
        }

        var (ofDigests, verifiedBy) = OfDigests(candidate.Digests, digests);
        differences.AddRange(ofDigests);
        if (verifiedBy is null)
        {
            differences.Add($"checksums: {Names(digests)} is registered, {Names(candidate.Digests)} is here, and none can be compared");
        }

        differences.AddRange(candidate.Urls.Except(urls, StringComparer.Ordinal).Select(url => $"address: {url} is not registered, but {(urls.Count == 0 ? "none" : string.Join(", ", urls))}"));
        return new Comparison(differences, verifiedBy);
    }

    public static string OfSize(long? registered, long here) =>
        FormattableString.Invariant($"size: {registered?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not told"} is registered, {here} is here");

    /// <summary>What differs between digests of one kind, and the strongest kind that both have.</summary>
    public static (IReadOnlyList<string> Differences, DigestAlgorithm? VerifiedBy) OfDigests(IReadOnlyList<Digest> here, IReadOnlyList<Digest> registered)
    {
        var common = here.Join(registered, mine => mine.Algorithm, other => other.Algorithm, (mine, other) => (mine, other)).ToList();
        return (
            [.. common.Where(pair => pair.mine != pair.other).Select(pair => $"{pair.mine.Algorithm}: {pair.other.Value} is registered, {pair.mine.Value} is here")],
            common.Select(pair => pair.mine).MinBy(ChecksumNames.Strength)?.Algorithm);
    }

    public static Comparison Of(DrsCandidate candidate, DrsObject found) => Of(
        candidate, found.Size, found.Digests, [.. found.AccessMethods.Select(method => method.AccessUrl?.Url).OfType<string>()]);

    private static string Names(IReadOnlyList<Digest> digests) => digests.Count == 0 ? "none" : string.Join(", ", digests.Select(digest => digest.Algorithm));
}
