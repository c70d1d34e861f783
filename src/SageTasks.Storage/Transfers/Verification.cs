namespace SageTasks.Storage;

/// <summary>Which digests two sides have in common.</summary>
internal static class Verification
{
    // Strongest first.
    private static readonly string[] Strength = ["sha-512", "sha-256", "sha-1", "md5", "crc64nvme", "crc32c"];

    /// <summary>The strongest algorithm that both lists have, with equal digests.</summary>
    public static DigestAlgorithm? Strongest(IReadOnlyList<Digest> one, IReadOnlyList<Digest> other) => one
        .Intersect(other)
        .Select(digest => (DigestAlgorithm?)digest.Algorithm)
        .Where(algorithm => Strength.Contains(algorithm!.Value.Value))
        .MinBy(algorithm => Array.IndexOf(Strength, algorithm!.Value.Value));
}
