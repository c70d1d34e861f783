using SageTasks.Storage;
using SageTasks.Synapse;

namespace RoundTrip.Staging;

/// <summary>Where a file belongs in the object store.</summary>
/// <param name="Id">The file.</param>
/// <param name="Md5">Its MD5, which is in the place's name.</param>
/// <param name="Item">The copy that brings it there.</param>
/// <param name="IsThere">Whether an object of its size is there, of which the store states no MD5.</param>
internal sealed record StagedPlace(SynapseId Id, string Md5, TransferItem Item, bool IsThere)
{
    public StagedFile ToFile(TransferItemResult? result) => new()
    {
        Id = Id,
        Location = Item.Destination.ToString(),
        Md5 = Md5,
        VerifiedBy = VerifiedBy(result),
        BytesMoved = result?.Copy?.BytesMoved ?? 0,
    };

    private static string VerifiedBy(TransferItemResult? result) => result switch
    {
        null => "name and size",
        { Copy: { DestinationVerifiedBy: { } stated } } => $"the store's {Name(stated)}",
        { Copy: { SourceVerifiedBy: { } sent } } => $"the {Name(sent)} of what was sent",
        { Digests: [var common, ..] } => $"the store's {Name(common.Algorithm)}",
        _ => "size",
    };

    private static string Name(DigestAlgorithm algorithm) => algorithm.ToString().ToUpperInvariant();
}
