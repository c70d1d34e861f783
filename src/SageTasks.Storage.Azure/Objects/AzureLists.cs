using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Models;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>All blobs under a prefix (<c>List Blobs</c>), and all uploads that have begun (<c>Get Block List</c> of what is not committed).</summary>
internal sealed class AzureLists(AzureSession session, AzureBlocks blocks)
{
    // A page may be empty and still have a next one.
    private static readonly PagingOptions Paging = new() { EmptyPage = EmptyPageRule.Continue, MaxPages = int.MaxValue };

    public IAsyncEnumerable<ObjectInfo> ObjectsAsync(Location prefix, CancellationToken cancellationToken) =>
        TokenPages.ReadAsync(
            async (mark, token) =>
            {
                var page = await PageAsync(prefix, BlobStates.None, mark, token).ConfigureAwait(false);
                return new TokenPage<ObjectInfo>
                {
                    Items = [.. page.Values.Where(IsBlob).Select(item => AzureObjects.Describe(Place(prefix, item.Name), item.Properties))],
                    NextToken = page.ContinuationToken,
                };
            },
            Paging,
            cancellationToken);

    public async IAsyncEnumerable<ObjectUpload> UploadsAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var candidates = TokenPages.ReadAsync((mark, token) => CandidatesAsync(prefix, mark, token), Paging, cancellationToken);
        await foreach (var place in candidates.ConfigureAwait(false))
        {
            var held = await blocks.ReadAsync(place, cancellationToken).ConfigureAwait(false);
            foreach (var upload in held?.Uploads ?? [])
            {
                yield return new ObjectUpload { Location = place, Id = upload, Size = 0, PartSize = 0, StartedAt = BlockIds.StartOf(upload) };
            }
        }
    }

    // A blob that was never written has no bytes; the list does not say more about it.
    private async Task<TokenPage<Location>> CandidatesAsync(Location prefix, string? mark, CancellationToken cancellationToken)
    {
        var page = await PageAsync(prefix, BlobStates.Uncommitted, mark, cancellationToken).ConfigureAwait(false);
        return new TokenPage<Location>
        {
            Items = [.. page.Values.Where(item => IsBlob(item) && item.Properties.ContentLength is null or 0).Select(item => Place(prefix, item.Name))],
            NextToken = page.ContinuationToken,
        };
    }

    private Task<Page<BlobItem>> PageAsync(Location prefix, BlobStates states, string? mark, CancellationToken cancellationToken) =>
        session.AskAsync(
            "GET",
            prefix,
            async token =>
            {
                // Metadata tells the folders of a hierarchical namespace from blobs.
                var pages = session.Container(prefix).GetBlobsAsync(BlobTraits.Metadata, states, prefix.Path, token).AsPages(mark);
                return await pages.FirstAsync(token).ConfigureAwait(false);
            },
            cancellationToken);

    private static Location Place(Location prefix, string name) => prefix.WithKey(name);

    private static bool IsBlob(BlobItem item) => !AzureMetadata.IsFolder(item.Metadata);
}
