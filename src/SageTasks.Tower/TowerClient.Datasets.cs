using System.Net.Http.Headers;
using SageTasks.Http;
using static SageTasks.Tower.TowerJson;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>The datasets of the workspace, hidden ones included, through all pages (<c>GET /datasets</c>).</summary>
    /// <param name="search">A part of the name; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual IAsyncEnumerable<Dataset> ListDatasetsAsync(string? search = null, CancellationToken cancellationToken = default) =>
        new OverlappingPages<Dataset>(
            "datasets",
            PageSize,
            dataset => dataset.Id,
            async (offset, max, token) =>
            {
                var page = await ListDatasetsPageAsync(search, offset, max, token).ConfigureAwait(false);
                return new Slice<Dataset>(page.Datasets, HasMore: null, page.TotalSize);
            }).ReadAsync(cancellationToken);

    /// <summary>One page of the datasets of the workspace, hidden ones included, by name (<c>GET /datasets</c>).</summary>
    /// <param name="search">A part of the name; null for all.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="max">How many to show, at most 100: the server refuses more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<DatasetPage> ListDatasetsPageAsync(
        string? search = null, int offset = 0, int max = PageSize, CancellationToken cancellationToken = default)
    {
        if (_olderDatasets)
        {
            return await ListOlderDatasetsAsync(search, offset, CheckMax(max), cancellationToken).ConfigureAwait(false);
        }

        var path = RequestPath.Of($"/datasets")
            .Query("max", CheckMax(max))
            .Query("offset", offset)
            .Query("search", search)
            .Query("sortBy", "name")
            .Query("sortDir", "asc")
            .Query("visibility", "all");
        return await GetAsync(path, Default.DatasetPage, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A dataset (<c>GET /datasets/{datasetId}/metadata</c>).</summary>
    public virtual async Task<Dataset> GetDatasetAsync(string datasetId, CancellationToken cancellationToken = default) =>
        (await _api.GetAsync(
            await DatasetsAsync($"/datasets/{datasetId}/metadata", id => $"/workspaces/{id}/datasets/{datasetId}/metadata", cancellationToken).ConfigureAwait(false),
            Default.DatasetAnswer,
            cancellationToken).ConfigureAwait(false)).Dataset;

    /// <summary>Makes an empty dataset (<c>POST /datasets</c>).</summary>
    /// <exception cref="ConflictException">A dataset of this name exists.</exception>
    /// <exception cref="SubmissionUnknownException">Whether it was made is not known: look for its name.</exception>
    public virtual async Task<Dataset> CreateDatasetAsync(CreateDatasetRequest request, CancellationToken cancellationToken = default) =>
        (await _api.SendAsync(
            HttpMethod.Post,
            await DatasetsAsync($"/datasets", id => $"/workspaces/{id}/datasets", cancellationToken).ConfigureAwait(false),
            RequestSafety.Once,
            request,
            Default.CreateDatasetRequest,
            Default.DatasetAnswer,
            cancellationToken).ConfigureAwait(false)).Dataset;

    /// <summary>Deletes a dataset with all its versions (<c>DELETE /datasets/{datasetId}</c>).</summary>
    public virtual async Task DeleteDatasetAsync(string datasetId, CancellationToken cancellationToken = default) => await _api.SendAsync(
        HttpMethod.Delete,
        await DatasetsAsync($"/datasets/{datasetId}", id => $"/workspaces/{id}/datasets/{datasetId}", cancellationToken).ConfigureAwait(false),
        RequestSafety.Idempotent,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Every version of a dataset (<c>GET /datasets/{datasetId}/versions</c>).</summary>
    public virtual async Task<IReadOnlyList<DatasetVersion>> ListDatasetVersionsAsync(string datasetId, CancellationToken cancellationToken = default) =>
        (await _api.GetAsync(
            await DatasetsAsync($"/datasets/{datasetId}/versions", id => $"/workspaces/{id}/datasets/{datasetId}/versions", cancellationToken).ConfigureAwait(false),
            Default.DatasetVersionPage,
            cancellationToken).ConfigureAwait(false)).Versions;

    /// <summary>Adds a version to a dataset (<c>POST /datasets/{datasetId}/upload</c>).</summary>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="fileName">The file's name; a download must name it exactly.</param>
    /// <param name="mediaType"><c>text/csv</c> or <c>text/tab-separated-values</c>; the server refuses others.</param>
    /// <param name="content">The file, at most 10 MB.</param>
    /// <param name="hasHeader">Whether the first row names the columns.</param>
    /// <param name="cancellationToken">Stops the call; if it was being sent, whether the version exists is then unknown.</param>
    /// <exception cref="SubmissionUnknownException">Whether the version was made is not known: look at the versions.</exception>
    public virtual async Task<DatasetVersion> UploadDatasetAsync(
        string datasetId, string fileName, string mediaType, ReadOnlyMemory<byte> content, bool hasHeader = true, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Safety = RequestSafety.Once,
            Path = (await DatasetsAsync($"/datasets/{datasetId}/upload", id => $"/workspaces/{id}/datasets/{datasetId}/upload", cancellationToken).ConfigureAwait(false))
                .Query("header", hasHeader),
            Content = () => DatasetUpload(fileName, mediaType, content),
        };
        var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Read(Default.DatasetVersionAnswer).Version;
    }

    /// <summary>The content of a version of a dataset, as a stream that the caller disposes (<c>GET /datasets/{datasetId}/v/{version}/n/{fileName}</c>).</summary>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="fileName">The name that the file was uploaded under, exactly.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<Stream> OpenDatasetAsync(string datasetId, long version, string fileName, CancellationToken cancellationToken = default)
    {
        var path = await DatasetsAsync(
            $"/datasets/{datasetId}/v/{version}/n/{fileName}",
            id => $"/workspaces/{id}/datasets/{datasetId}/v/{version}/n/{fileName}",
            cancellationToken).ConfigureAwait(false);
        return new AnswerStream(await _api.OpenAsync(new ApiRequest { Safety = RequestSafety.Safe, Path = path }, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The older list has no pages and no search.</summary>
    private async Task<DatasetPage> ListOlderDatasetsAsync(string? search, int offset, int max, CancellationToken cancellationToken)
    {
        var path = await DatasetsAsync($"/datasets", id => $"/workspaces/{id}/datasets", cancellationToken).ConfigureAwait(false);
        var all = (await _api.GetAsync(path, Default.DatasetPage, cancellationToken).ConfigureAwait(false)).Datasets
            .Where(dataset => search is null || dataset.Name?.Contains(search, StringComparison.OrdinalIgnoreCase) == true)
            .OrderBy(dataset => dataset.Name, StringComparer.Ordinal).ToList();
        return new DatasetPage { Datasets = all.Skip(offset).Take(max).ToList(), TotalSize = all.Count };
    }

    private async Task<RequestPath> DatasetsAsync(RequestPath path, Func<long, RequestPath> older, CancellationToken cancellationToken)
    {
        var workspace = await GetWorkspaceIdAsync(cancellationToken).ConfigureAwait(false);
        return _olderDatasets
            ? older(workspace ?? throw new InvalidOperationException("The older dataset endpoints need a workspace: set WorkspaceId or Workspace."))
            : path.Query("workspaceId", workspace);
    }

    private static MultipartFormDataContent DatasetUpload(string fileName, string mediaType, ReadOnlyMemory<byte> content)
    {
        var file = new ReadOnlyMemoryContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        // Written by hand: the default adds filename*=, which not every server of this API reads.
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = $"\"{fileName}\"" };
        return new MultipartFormDataContent { file };
    }
}
