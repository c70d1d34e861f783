namespace SageTasks.Storage.Azure;

/// <summary>What Azure holds at a name: the blocks that its blob is made of, and those of uploads that have begun.</summary>
/// <param name="Committed">The ids of the blob's blocks, in order; none where it was written whole.</param>
/// <param name="Waiting">The size of each block that waits, by upload and part.</param>
/// <param name="Tag">The blob's version; means nothing where it was never written.</param>
/// <param name="LastModified">When the blob was written.</param>
internal sealed record HeldBlocks(
    IReadOnlyList<string> Committed, IReadOnlyDictionary<(string Upload, int Part), long> Waiting, global::Azure.ETag Tag, DateTimeOffset LastModified)
{
    /// <summary>The uploads that may still be completed.</summary>
    public IEnumerable<string> Uploads => Waiting.Keys.Select(key => key.Upload).Distinct(StringComparer.Ordinal).Where(upload => !IsAborted(upload));

    public bool IsAborted(string upload) => Waiting.ContainsKey((upload, BlockIds.Aborted));

    /// <summary>Whether the blob is made of exactly this upload's parts.</summary>
    public bool IsMadeOf(ObjectUpload upload) =>
        Committed.Count == upload.PartCount && Committed.Select((id, index) => id == BlockIds.Of(upload.Id, index + 1)).All(isOurs => isOurs);

    /// <summary>Whether every part of an upload waits in its full size.</summary>
    public bool IsComplete(ObjectUpload upload) =>
        !IsAborted(upload.Id)
        && Enumerable.Range(1, upload.PartCount).All(part => Waiting.TryGetValue((upload.Id, part), out var size) && size == upload.LengthOf(part));

    /// <summary>The parts of an upload that wait, in order, with their sizes.</summary>
    public IEnumerable<(int Part, long Size)> PartsOf(string upload) => Waiting
        .Where(pair => pair.Key.Upload == upload && pair.Key.Part != BlockIds.Aborted)
        .Select(pair => (pair.Key.Part, pair.Value))
        .OrderBy(pair => pair.Part);
}
