using SageTasks.Storage;

namespace Transfer;

/// <summary>What became of the files of one hop.</summary>
internal sealed record HopReport(Hop Hop, IReadOnlyList<TransferItemResult> Files)
{
    public int Copied => Files.Count(file => file.Outcome == TransferOutcome.Copied);

    public int Skipped => Files.Count(file => file.Outcome == TransferOutcome.Skipped);

    public long Bytes => Files.Sum(file => file.Size ?? 0);

    /// <summary>By which digests the bytes that were read are those that the source states; a local file states none.</summary>
    public string SourceVerifiedBy => Names(file => file.Copy?.SourceVerifiedBy);

    /// <summary>By which digests the bytes that were sent are those that the destination states.</summary>
    public string DestinationVerifiedBy => Names(file => file.Copy?.DestinationVerifiedBy);

    // What was skipped is equal by the digests that both sides have.
    private string Names(Func<TransferItemResult, DigestAlgorithm?> ofCopy)
    {
        var names = Files.SelectMany(file => file.Outcome == TransferOutcome.Skipped ? file.Digests.Select(digest => digest.Algorithm) : ofCopy(file) is { } algorithm ? [algorithm] : [])
            .Select(algorithm => algorithm.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "-" : string.Join(", ", names);
    }
}
