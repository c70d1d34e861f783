using SageTasks.Http;
using static SageTasks.Tower.TowerJson;

namespace SageTasks.Tower;

public partial class TowerClient
{
    private const int CacheLooks = 20;

    /// <summary>The buckets and folders that the workspace can browse, through all pages (<c>GET /data-links</c>). Waits while the server
    /// fills its cache (202).</summary>
    /// <param name="search">Free text, <c>region:</c> or <c>provider:</c>; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ServerFailureException">The server's cache did not get ready in time.</exception>
    public virtual IAsyncEnumerable<DataLink> ListDataLinksAsync(string? search = null, CancellationToken cancellationToken = default) =>
        new OverlappingPages<DataLink>(
            "data links",
            PageSize,
            link => link.Id,
            async (offset, max, token) =>
            {
                var page = await ReadyDataLinksPageAsync(search, offset, max, token).ConfigureAwait(false);
                return new Slice<DataLink>(page.DataLinks, HasMore: null, page.TotalSize);
            }).ReadAsync(cancellationToken);

    /// <summary>One page of data links, or null while the server fills its cache: ask again (<c>GET /data-links</c>, 202).</summary>
    /// <param name="search">Free text, <c>region:</c> or <c>provider:</c>; null for all.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="max">How many to show, at most 100: the server refuses more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<DataLinkPage?> ListDataLinksPageAsync(
        string? search = null, int offset = 0, int max = PageSize, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/data-links").Query("search", search).Query("max", CheckMax(max)).Query("offset", offset);
        var answer = await _api.SendAsync(
            new ApiRequest { Safety = RequestSafety.Safe, Path = await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false) },
            cancellationToken).ConfigureAwait(false);
        return answer.Status == 202 ? null : answer.Read(Default.DataLinkPage);
    }

    /// <summary>The files and folders directly in a folder of a data link, through all pages (<c>GET /data-links/{dataLinkId}/browse</c>).</summary>
    /// <param name="dataLinkId">The data link's id.</param>
    /// <param name="folder">The folder, without a slash at either end; null for the top.</param>
    /// <param name="credentialsId">The credentials to read with, where the data link has several.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PagingException">The server's pages do not end.</exception>
    public virtual IAsyncEnumerable<DataLinkItem> BrowseDataLinkAsync(
        string dataLinkId, string? folder = null, string? credentialsId = null, CancellationToken cancellationToken = default) =>
        TokenPages.ReadAsync<DataLinkItem>(
            async (next, token) =>
            {
                var page = await BrowseDataLinkPageAsync(dataLinkId, folder, credentialsId, next, token).ConfigureAwait(false);
                return new TokenPage<DataLinkItem> { Items = page.Objects, NextToken = page.NextPageToken };
            },
            options: null,
            cancellationToken);

    /// <summary>One page of a folder of a data link (<c>GET /data-links/{dataLinkId}/browse</c>).</summary>
    /// <param name="dataLinkId">The data link's id.</param>
    /// <param name="folder">The folder, without a slash at either end; null for the top.</param>
    /// <param name="credentialsId">The credentials to read with, where the data link has several.</param>
    /// <param name="nextPageToken">A page's <see cref="DataLinkContent.NextPageToken"/>; null for the first page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<DataLinkContent> BrowseDataLinkPageAsync(
        string dataLinkId,
        string? folder = null,
        string? credentialsId = null,
        string? nextPageToken = null,
        CancellationToken cancellationToken = default)
    {
        var path = string.IsNullOrEmpty(folder)
            ? RequestPath.Of($"/data-links/{dataLinkId}/browse")
            : RequestPath.Of($"/data-links/{dataLinkId}/browse/{folder:path}");
        return await GetAsync(
            path.Query("credentialsId", credentialsId).Query("nextPageToken", nextPageToken), Default.DataLinkContent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A signed address that a file of a data link can be downloaded from for a while (<c>GET /data-links/{dataLinkId}/generate-download-url</c>).</summary>
    /// <param name="dataLinkId">The data link's id.</param>
    /// <param name="filePath">The file's path within the data link.</param>
    /// <param name="credentialsId">The credentials to read with, where the data link has several.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<Uri> GetDataLinkDownloadUrlAsync(
        string dataLinkId, string filePath, string? credentialsId = null, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/data-links/{dataLinkId}/generate-download-url").Query("filePath", filePath).Query("credentialsId", credentialsId);
        var answer = await GetAsync(path, Default.DataLinkUrlAnswer, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(answer.Url, UriKind.Absolute, out var url) ? url : throw Wrong("/data-links", "answered without an address to download from.");
    }

    private async Task<DataLinkPage> ReadyDataLinksPageAsync(string? search, int offset, int max, CancellationToken cancellationToken)
    {
        for (var look = 0; look < CacheLooks; look++)
        {
            if (await ListDataLinksPageAsync(search, offset, max, cancellationToken).ConfigureAwait(false) is { } page)
            {
                return page;
            }

            await Task.Delay(TimeSpan.FromSeconds(Math.Min(1 + look, 5)), _time, cancellationToken).ConfigureAwait(false);
        }

        throw Wrong("/data-links", "is still filling its cache of data links; ask again later.");
    }

    private ServerFailureException Wrong(string path, string reason) => new(new ApiError
    {
        Platform = TowerApi.Name,
        Method = "GET",
        Uri = Address(path),
        Status = 200,
        Reason = reason,
        CanRetry = true,
    });
}
