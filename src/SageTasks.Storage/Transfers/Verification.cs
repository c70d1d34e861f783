namespace SageTasks.Storage;

/// <summary>Which digests two sides have in common.</summary>
internal static class Verification
{
    // Strongest first.
    private static readonly string[] Strength = ["sha-256", "md5", "crc64nvme", "crc32c"];

    /// <summary>The strongest algorithm that both lists have, with equal digests.</summary>
    public static DigestAlgorithm? Strongest(IReadOnlyList<Digest> one, IReadOnlyList<Digest> other) => Strongest(one
        .Intersect(other)
        .Select(digest => digest.Algorithm));

    /// <summary>The strongest of some algorithms; null where there is none.</summary>
    public static DigestAlgorithm? Strongest(IEnumerable<DigestAlgorithm> algorithms) => algorithms
        .Select(algorithm => (DigestAlgorithm?)algorithm)
        .Where(algorithm => Strength.Contains(algorithm!.Value.Value))
        .MinBy(algorithm => Array.IndexOf(Strength, algorithm!.Value.Value));
}
