using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>Apps, all pages (<c>GET /apps</c>).</summary>
    public virtual IAsyncEnumerable<App> ListAppsAsync(AppQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync(
            "apps",
            () => RequestPath.Of($"/apps").Query("project", query.Project).Query("visibility", query.Visibility?.Value).Query("q", query.Words).Query("id", query.Id),
            app => app.Id, Default.PageApp, cancellationToken);
    }

    /// <summary>An app with its CWL document, at its latest revision or at another one (<c>GET /apps/{id}[/{revision}]</c>).</summary>
    /// <param name="appId">The app, owner/project/app; a revision behind it counts.</param>
    /// <param name="revision">The revision; null for the id's own, or the latest.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="NotFoundException">There is no such app or revision, or the token does not see it.</exception>
    public virtual Task<App> GetAppAsync(string appId, int? revision = null, CancellationToken cancellationToken = default) => revision is { } number
        ? GetAsync($"/apps/{AppId(appId):path}/{number}", Default.App, cancellationToken)
        : GetAsync($"/apps/{AppId(appId):path}", Default.App, cancellationToken);

    /// <summary>Installs a CWL document as a new app (<c>POST /apps/{id}/raw</c>); answers the document as the platform keeps it.</summary>
    /// <exception cref="ConflictException">There is such an app.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the app was installed is not known.</exception>
    public virtual Task<System.Text.Json.Nodes.JsonObject> InstallAppAsync(
        string appId, System.Text.Json.Nodes.JsonObject cwl, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"/apps/{AppId(appId):path}/raw", RequestSafety.Once, cwl, Default.JsonObject, Default.JsonObject, cancellationToken);

    /// <summary>Installs a CWL document as the next revision of an app (<c>POST /apps/{id}/{revision}/raw</c>).</summary>
    /// <param name="appId">The app, owner/project/app.</param>
    /// <param name="revision">The number of the new revision: one more than the latest.</param>
    /// <param name="cwl">The document.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ConflictException">There is such a revision.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the revision was installed is not known.</exception>
    public virtual Task<System.Text.Json.Nodes.JsonObject> InstallRevisionAsync(
        string appId, int revision, System.Text.Json.Nodes.JsonObject cwl, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"/apps/{AppId(appId):path}/{revision}/raw", RequestSafety.Once, cwl, Default.JsonObject, Default.JsonObject, cancellationToken);

    /// <summary>Copies an app into a project (<c>POST /apps/{id}/actions/copy</c>). <see cref="CavaticaApps"/> copies once.</summary>
    /// <exception cref="SubmissionUnknownException">Whether the app was copied is not known.</exception>
    public virtual Task<App> CopyAppAsync(string appId, AppCopy copy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copy);
        ProjectId(copy.Project, "copy.Project");
        return SendAsync(HttpMethod.Post, $"/apps/{AppId(appId):path}/actions/copy", RequestSafety.Once, copy, Default.AppCopy, Default.App, cancellationToken);
    }

    /// <summary>Brings a copied app up to its original's latest revision (<c>POST /apps/{id}/actions/sync</c>).</summary>
    public virtual Task<App> SyncAppAsync(string appId, CancellationToken cancellationToken = default) =>
        ActAsync($"/apps/{AppId(appId):path}/actions/sync", RequestSafety.Idempotent, Default.App, cancellationToken);
}
