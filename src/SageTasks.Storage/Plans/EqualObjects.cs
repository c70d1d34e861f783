namespace SageTasks.Storage;

/// <summary>Whether two objects are known to hold the same bytes.</summary>
internal static class EqualObjects
{
    /// <summary>The digests by which both are the same; null where they differ, or nothing proves that they do not.</summary>
    public static async Task<IReadOnlyList<Digest>?> ProveAsync(ObjectInfo source, ObjectInfo destination, CancellationToken cancellationToken)
    {
        if (source.Version.Size is not { } size || size != destination.Version.Size)
        {
            return null;
        }

        var one = await KnownAsync(source, destination, cancellationToken).ConfigureAwait(false);
        var other = await KnownAsync(destination, source, cancellationToken).ConfigureAwait(false);
        var common = one.Intersect(other).ToList();
        var hasConflict = one.Any(mine => other.Any(theirs => theirs.Algorithm == mine.Algorithm && theirs != mine));
        return common.Count > 0 && !hasConflict ? common : null;
    }

    // A local file states nothing: it is hashed as the other side is, or by SHA-256 where that is a file too.
    private static async Task<IReadOnlyList<Digest>> KnownAsync(ObjectInfo info, ObjectInfo other, CancellationToken cancellationToken)
    {
        if (!info.Location.IsLocal)
        {
            return info.Digests;
        }

        var stated = other.Digests.Select(digest => digest.Algorithm).Where(DigestComputer.CanCompute).ToList();
        List<DigestAlgorithm> wanted = other.Location.IsLocal ? [DigestAlgorithm.Sha256] : stated;
        if (wanted.Count == 0)
        {
            return [];
        }

        var print = await FileDigest.ComputeAsync(info.Location.LocalPath, wanted, cancellationToken: cancellationToken).ConfigureAwait(false);
        return print.Digests;
    }
}
