using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;
using static SageTasks.Cavatica.Wire;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>Files and folders directly in one folder, all pages (<c>GET /files</c>). Lists never look into folders: <see cref="WalkFilesAsync"/> does.</summary>
    /// <exception cref="ArgumentException">The query names neither or both of project and parent; nothing was sent.</exception>
    /// <exception cref="PagingException">The list can't be read completely.</exception>
    public virtual IAsyncEnumerable<CavaticaFile> ListFilesAsync(FileQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        _ = PathOf(query);
        return ListAsync("files", () => PathOf(query), file => file.Id, Default.PageCavaticaFile, cancellationToken);
    }

    /// <summary>One page of the same (<c>GET /files</c>), 100 at most.</summary>
    /// <exception cref="ArgumentException">The query names neither or both of project and parent; nothing was sent.</exception>
    public virtual Task<CavaticaPage<CavaticaFile>> ListFilesPageAsync(FileQuery query, long offset = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return PageAsync(PathOf(query), offset, Default.PageCavaticaFile, cancellationToken);
    }

    /// <summary>Files and folders directly in a folder, all pages (<c>GET /files/{folderId}/list</c>).</summary>
    public virtual IAsyncEnumerable<CavaticaFile> ListFolderAsync(string folderId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folderId);
        return ListAsync("files", () => RequestPath.Of($"/files/{folderId}/list").Query("fields", "_all"), file => file.Id, Default.PageCavaticaFile, cancellationToken);
    }

    /// <summary>Files and folders directly in a folder, addressed by tokens instead of offsets (<c>GET /files/{folderId}/scroll</c>, in advance
    /// access), for folders of many thousands.</summary>
    /// <exception cref="PagingException">A token came twice, or the platform shows fewer files than it counts.</exception>
    public virtual IAsyncEnumerable<CavaticaFile> ScrollFolderAsync(string folderId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folderId);
        return ScrollAsync(() => $"/files/{folderId}/scroll", cancellationToken);
    }

    /// <summary>The same for the top folder of a project (<c>GET /files/scroll?project=</c>).</summary>
    /// <exception cref="PagingException">A token came twice, or the platform shows fewer files than it counts.</exception>
    public virtual IAsyncEnumerable<CavaticaFile> ScrollProjectAsync(string projectId, CancellationToken cancellationToken = default)
    {
        ProjectId(projectId);
        return ScrollAsync(() => RequestPath.Of($"/files/scroll").Query("project", projectId), cancellationToken);
    }

    /// <summary>Files that match a query in the platform's search language, all pages (<c>POST /files/search</c>), such as
    /// <c>IN "owner/project" WHERE type = "FILE"</c>: the one call that looks into folders.</summary>
    /// <exception cref="PagingException">A token came twice.</exception>
    public virtual IAsyncEnumerable<CavaticaFile> SearchFilesAsync(string query, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        return CompleteList.ReadByTokensAsync("files", (token, stop) => SearchAsync(query, token, stop), file => file.Id, cancellationToken);
    }

    /// <summary>A file or folder (<c>GET /files/{id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such file, or the token does not see it.</exception>
    public virtual Task<CavaticaFile> GetFileAsync(string fileId, CancellationToken cancellationToken = default) =>
        GetAsync($"/files/{fileId}", Default.CavaticaFile, cancellationToken);

    /// <summary>Changes a file's name, tags or metadata (<c>PATCH /files/{id}</c>).</summary>
    public virtual Task<CavaticaFile> UpdateFileAsync(string fileId, FileChange change, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, $"/files/{fileId}", RequestSafety.Idempotent, change, Default.FileChange, Default.CavaticaFile, cancellationToken);

    /// <summary>Deletes a file, or an empty folder (<c>DELETE /files/{id}</c>). Its DRS object is gone with it.</summary>
    public virtual Task DeleteFileAsync(string fileId, CancellationToken cancellationToken = default) => DeleteAsync($"/files/{fileId}", cancellationToken);

    /// <summary>Makes a folder (<c>POST /files</c>).</summary>
    /// <exception cref="ArgumentException">Neither or both of project and parent are given; nothing was sent.</exception>
    /// <exception cref="ConflictException">The name is taken.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the folder was made is not known.</exception>
    public virtual Task<CavaticaFile> CreateFolderAsync(NewFolder folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        RequireOne(folder.Project, folder.Parent, nameof(folder));
        var body = new FolderBody(folder.Name, "folder", folder.Project, folder.Parent);
        return SendAsync(HttpMethod.Post, $"/files", RequestSafety.Once, body, Default.FolderBody, Default.CavaticaFile, cancellationToken);
    }

    /// <summary>Copies a file; the copy has an id of its own (<c>POST /files/{id}/actions/copy</c>).</summary>
    /// <exception cref="SubmissionUnknownException">Whether a copy was made is not known.</exception>
    public virtual Task<CavaticaFile> CopyFileAsync(string fileId, FileDestination destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        RequireOne(destination.Project, destination.Parent, nameof(destination));
        return SendAsync(HttpMethod.Post, $"/files/{fileId}/actions/copy", RequestSafety.Once, destination, Default.FileDestination, Default.CavaticaFile, cancellationToken);
    }

    /// <summary>Moves a file into another folder; it keeps its id (<c>POST /files/{id}/actions/move</c>).</summary>
    public virtual Task<CavaticaFile> MoveFileAsync(string fileId, FileDestination destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        RequireOne(destination.Project, destination.Parent, nameof(destination));
        return SendAsync(HttpMethod.Post, $"/files/{fileId}/actions/move", RequestSafety.Idempotent, destination, Default.FileDestination, Default.CavaticaFile, cancellationToken);
    }

    /// <summary>A signed address of a file's bytes, good for a while (<c>GET /files/{id}/download_info</c>).</summary>
    /// <exception cref="ServerFailureException">The answer holds no address.</exception>
    public virtual async Task<Uri> GetDownloadUrlAsync(string fileId, CancellationToken cancellationToken = default)
    {
        var info = await GetAsync($"/files/{fileId}/download_info", Default.DownloadInfo, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(info.Url, UriKind.Absolute, out var url) ? url : throw Unexpected($"/files/{fileId}/download_info", "the answer holds no address");
    }

    private IAsyncEnumerable<CavaticaFile> ScrollAsync(Func<RequestPath> path, CancellationToken cancellationToken) => CompleteList.ReadByTokensAsync(
        "files",
        async (token, stop) =>
        {
            var pagePath = path().Query("fields", "_all").Query("token", token ?? "init").Query("limit", CompleteList.PageSize);
            var answer = await _api.SendAsync(new ApiRequest { Path = pagePath, Safety = RequestSafety.Safe, Headers = _advance }, stop).ConfigureAwait(false);
            var page = answer.Read(Default.PageCavaticaFile);
            return (new TokenPage<CavaticaFile> { Items = page.Items, NextToken = NextTokens.Of(page.Links, "token") }, TotalOf(answer));
        },
        file => file.Id,
        cancellationToken);

    private async Task<(TokenPage<CavaticaFile> Page, long? Total)> SearchAsync(string query, string? token, CancellationToken cancellationToken)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new SearchBody(query), Default.SearchBody);
        var request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = RequestPath.Of($"/files/search").Query("cont_token", token).Query("limit", CompleteList.PageSize),
            Safety = RequestSafety.Idempotent,
            Content = () => new JsonBody(body),
            Headers = _advance,
        };
        var answer = (await _api.SendAsync(request, cancellationToken).ConfigureAwait(false)).Read(Default.SearchAnswer);

        // An empty page whose token leads to itself is the end; one that leads on is not.
        var leadsOn = answer.ResultSet.Count > 0 || answer.ContToken != token;
        return (new TokenPage<CavaticaFile> { Items = answer.ResultSet, NextToken = leadsOn ? answer.ContToken : null }, null);
    }

    private static RequestPath PathOf(FileQuery query)
    {
        RequireOne(query.Project, query.Parent, nameof(query));
        var path = RequestPath.Of($"/files")
            .Query("project", query.Project is null ? null : ProjectId(query.Project, "query.Project"))
            .Query("parent", query.Parent)
            .Query("name", query.Names)
            .Query("tag", query.Tags)
            .Query("origin.task", query.OriginTask)
            .Query("fields", "_all");
        foreach (var (name, value) in query.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            path.Query($"metadata.{name}", value);
        }

        return path;
    }
}
