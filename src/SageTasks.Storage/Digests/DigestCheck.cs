namespace SageTasks.Storage;

/// <summary>Compares digests that were announced with those of the bytes that came.</summary>
internal static class DigestCheck
{
    /// <exception cref="DigestMismatchException">Two digests of one algorithm differ.</exception>
    public static void ThrowIfDifferent(string name, IEnumerable<Digest> expected, IReadOnlyList<Digest> actual)
    {
        foreach (var digest in expected)
        {
            if (actual.FirstOrDefault(candidate => candidate.Algorithm == digest.Algorithm) is { } other && other != digest)
            {
                throw new DigestMismatchException(name, digest, other);
            }
        }
    }
}
