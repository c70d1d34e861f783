using System.Collections.Concurrent;

namespace SageTasks.Storage;

/// <summary>The checksums of the parts that are there, in whatever order they came.</summary>
/// <param name="start">The checksum of no bytes, of the kinds that are kept.</param>
internal sealed class PartChecksums(PartChecksum start)
{
    private readonly ConcurrentDictionary<int, (PartChecksum Checksum, long Length)> _parts = [];

    public PartChecksum Start => start;

    public void Add(int part, PartChecksum checksum, long length) => _parts[part] = (checksum, length);

    /// <summary>The digests of the whole, once all parts are there.</summary>
    public IReadOnlyList<Digest> Whole() => _parts
        .OrderBy(part => part.Key)
        .Aggregate(start, (whole, part) => whole.Then(part.Value.Checksum, part.Value.Length))
        .Digests;
}
