namespace SageTasks.Testing.AzureBlob;

/// <summary>The blocks.</summary>
internal sealed partial class AzureWorld
{
    private const int MostWaiting = 100_000;

    /// <summary>Adds a block that waits, in the place of one of that id.</summary>
    /// <exception cref="AzureRefusal">The container is gone, or the id has another length than those that wait; the bytes are gone then.</exception>
    public void PutBlock(BlockDocument block)
    {
        try
        {
            Run(() => AddBlock(block));
        }
        catch (AzureRefusal)
        {
            _files.Delete([block.Bytes]);
            throw;
        }
    }

    /// <summary>The blob at a name, and the blocks that wait there.</summary>
    public (BlobDocument? Blob, IReadOnlyList<BlockDocument> Waiting) Blocks(string container, string blob) => Run(() =>
    {
        var slot = Shelf(container).Slots.Find(blob) ?? throw new AzureRefusal(AzureError.BlobNotFound);
        return (slot.Blob, (IReadOnlyList<BlockDocument>)[.. slot.Waiting.Values]);
    });

    /// <summary>Makes the blob of a list of blocks. Blocks that the list does not name are dropped.</summary>
    public BlobDocument PutBlockList(
        string container, string blob, Conditions conditions, IReadOnlyList<(BlockPlace Place, string Id)> lines, Func<BlobDocument, BlobDocument> describe) => Run(() =>
        {
            var slot = Shelf(container).Slots.Find(blob) ?? new BlobSlot(blob);
            conditions.CheckWrite(slot.Blob);
            var bytes = lines.Select(line => Find(slot, line.Place, line.Id)).ToList();
            var draft = new BlobDocument
            {
                Container = container,
                Name = blob,
                Size = bytes.Sum(run => run.Length),
                Bytes = bytes,
                Blocks = [.. lines.Select(line => line.Id)],
                Fields = new BlobFields(),
            };
            return Place(describe(draft), Conditions.None, "blocks");
        });

    private BlobSlot AddBlock(BlockDocument block)
    {
        var slot = Slot(block.Container, block.Blob);
        if (slot.Waiting.Values.FirstOrDefault() is { } other && other.Id.Length != block.Id.Length)
        {
            throw new AzureRefusal(AzureError.InvalidBlockLength);
        }

        if (slot.Waiting.Count >= MostWaiting && !slot.Waiting.ContainsKey(block.Id))
        {
            throw new AzureRefusal(new AzureError(409, "BlockCountExceedsLimit", "The uncommitted block count cannot exceed the maximum limit of 100,000 blocks."));
        }

        var before = slot.Waiting.GetValueOrDefault(block.Id);
        slot.Waiting[block.Id] = block;
        _state.Begin().Set("block", KeyOf(block), block, AzureJson.Default.BlockDocument)
            .Record("block.received", $"{block.Container}/{block.Blob}", new BlockCommit(block.Id, block.Bytes.Length), AzureJson.Default.BlockCommit).Commit();
        if (before is not null)
        {
            _files.Delete([before.Bytes]);
        }

        return slot;
    }

    private static StoredBytes Find(BlobSlot slot, BlockPlace place, string id)
    {
        var waiting = place == BlockPlace.Committed ? null : slot.Waiting.GetValueOrDefault(id)?.Bytes;
        var committed = place == BlockPlace.Uncommitted ? null : slot.Blob?.Blocks.Zip(slot.Blob.Bytes).FirstOrDefault(pair => pair.First == id).Second;
        return waiting ?? committed ?? throw new AzureRefusal(AzureError.InvalidBlockList);
    }
}
