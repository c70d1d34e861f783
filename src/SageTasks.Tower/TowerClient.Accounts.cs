using SageTasks.Http;
using static SageTasks.Tower.TowerJson;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>What the server says about itself, its size limits included (<c>GET /service-info</c>).</summary>
    public virtual async Task<ServiceInfo> GetServiceInfoAsync(CancellationToken cancellationToken = default) =>
        (await _api.GetAsync($"/service-info", Default.ServiceInfoAnswer, cancellationToken).ConfigureAwait(false)).ServiceInfo;

    /// <summary>The user whom the token belongs to (<c>GET /user-info</c>).</summary>
    public virtual Task<UserInfo> GetUserInfoAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync($"/user-info", Default.UserInfo, cancellationToken);

    /// <summary>Every organisation and workspace that the user can see (<c>GET /user/{userId}/workspaces</c>).</summary>
    public virtual async Task<IReadOnlyList<WorkspaceEntry>> ListWorkspacesAsync(CancellationToken cancellationToken = default)
    {
        var user = await GetUserInfoAsync(cancellationToken).ConfigureAwait(false);
        var answer = await _api.GetAsync($"/user/{user.User.Id}/workspaces", Default.WorkspaceEntriesAnswer, cancellationToken).ConfigureAwait(false);
        return answer.OrgsAndWorkspaces;
    }

    /// <summary>The workspace named <c>Organisation/Workspace</c>, upper and lower case alike (<c>GET /user/{userId}/workspaces</c>).</summary>
    /// <exception cref="ArgumentException">The name is not written as <c>Organisation/Workspace</c>.</exception>
    /// <exception cref="NotFoundException">There is no such workspace; the message lists near ones.</exception>
    public virtual async Task<WorkspaceEntry> FindWorkspaceAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var parts = name.Split('/', StringSplitOptions.TrimEntries);
        if (parts is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new ArgumentException($"'{name}' does not name a workspace; write it as Organisation/Workspace.", nameof(name));
        }

        var workspaces = (await ListWorkspacesAsync(cancellationToken).ConfigureAwait(false)).Where(entry => entry.WorkspaceId is not null).ToList();
        return workspaces.Find(entry =>
                string.Equals(entry.OrgName, parts[0], StringComparison.OrdinalIgnoreCase)
                && string.Equals(entry.WorkspaceName, parts[1], StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown("workspace", name, "/user-info", workspaces.Select(entry => $"{entry.OrgName}/{entry.WorkspaceName}"));
    }

    /// <summary>Every organisation that the user belongs to (<c>GET /orgs</c>).</summary>
    public virtual async Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellationToken = default) =>
        (await _api.GetAsync($"/orgs", Default.OrganizationsAnswer, cancellationToken).ConfigureAwait(false)).Organizations;

    /// <summary>Every workspace of an organisation (<c>GET /orgs/{orgId}/workspaces</c>).</summary>
    public virtual async Task<IReadOnlyList<Workspace>> ListWorkspacesOfAsync(long orgId, CancellationToken cancellationToken = default) =>
        (await _api.GetAsync($"/orgs/{orgId}/workspaces", Default.WorkspacesAnswer, cancellationToken).ConfigureAwait(false)).Workspaces;

    /// <summary>One workspace of an organisation (<c>GET /orgs/{orgId}/workspaces/{workspaceId}</c>).</summary>
    public virtual async Task<Workspace> GetWorkspaceAsync(long orgId, long workspaceId, CancellationToken cancellationToken = default) =>
        (await _api.GetAsync($"/orgs/{orgId}/workspaces/{workspaceId}", Default.WorkspaceAnswer, cancellationToken).ConfigureAwait(false)).Workspace;

    /// <summary>The limits of an organisation (<c>GET /orgs/{orgId}/quotas</c>).</summary>
    public virtual async Task<OrganizationQuotas> GetQuotasAsync(long orgId, CancellationToken cancellationToken = default) =>
        (await _api.GetAsync($"/orgs/{orgId}/quotas", Default.QuotasAnswer, cancellationToken).ConfigureAwait(false)).Quotas;

    /// <summary>Refuses a workspace whose id this token does not see.</summary>
    /// <exception cref="NotFoundException">There is none; the message lists near ones.</exception>
    internal async Task CheckWorkspaceAsync(CancellationToken cancellationToken)
    {
        if (await GetWorkspaceIdAsync(cancellationToken).ConfigureAwait(false) is not { } id)
        {
            return;
        }

        var workspaces = (await ListWorkspacesAsync(cancellationToken).ConfigureAwait(false)).Where(entry => entry.WorkspaceId is not null).ToList();
        if (!workspaces.Exists(entry => entry.WorkspaceId == id))
        {
            throw Unknown(
                "workspace", FormattableString.Invariant($"{id}"), "/user-info", workspaces.Select(entry => FormattableString.Invariant($"{entry.WorkspaceId} ({entry.OrgName}/{entry.WorkspaceName})")));
        }
    }
}
