using Azure.Storage.Blobs.Models;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>The blocks at a name (<c>Get Block List</c>).</summary>
internal sealed class AzureBlocks(AzureSession session)
{
    /// <summary>What is there; null where there is neither a blob nor a block.</summary>
    public async Task<HeldBlocks?> ReadAsync(Location location, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await session.AskAsync(
                "GET", location, token => session.Blob(location).GetBlockListAsync(BlockListTypes.All, cancellationToken: token), cancellationToken).ConfigureAwait(false);
            return Describe(answer.Value);
        }
        catch (NotFoundException e) when (e.Error.Code is "BlobNotFound" or null)
        {
            return null;
        }
    }

    private static HeldBlocks Describe(BlockList list)
    {
        var waiting = new Dictionary<(string, int), long>();
        foreach (var block in list.UncommittedBlocks)
        {
            if (BlockIds.TryRead(block.Name, out var upload, out var part))
            {
                waiting[(upload, part)] = block.SizeLong;
            }
        }

        return new HeldBlocks([.. list.CommittedBlocks.Select(block => block.Name)], waiting, list.ETag, list.LastModified);
    }
}
