using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>Projects, all pages (<c>GET /projects</c> or <c>GET /projects/{owner}</c>).</summary>
    /// <param name="query">Which; null for all that the token sees.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual IAsyncEnumerable<Project> ListProjectsAsync(ProjectQuery? query = null, CancellationToken cancellationToken = default) =>
        ListAsync("projects", () => PathOf(query ?? new ProjectQuery()), project => project.Id, Default.PageProject, cancellationToken);

    /// <summary>A project (<c>GET /projects/{owner}/{project}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such project, or the token does not see it.</exception>
    public virtual Task<Project> GetProjectAsync(string projectId, CancellationToken cancellationToken = default) =>
        GetAsync($"/projects/{ProjectId(projectId):path}", Default.Project, cancellationToken);

    /// <summary>Makes a project with one request that is never repeated (<c>POST /projects</c>). <see cref="CavaticaProjects"/> makes one once.</summary>
    /// <exception cref="SubmissionUnknownException">Whether a project was made is not known.</exception>
    public virtual Task<Project> CreateProjectAsync(NewProject project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentException.ThrowIfNullOrWhiteSpace(project.Name, "project.Name");
        ArgumentException.ThrowIfNullOrWhiteSpace(project.BillingGroup, "project.BillingGroup");
        return SendAsync(HttpMethod.Post, $"/projects", RequestSafety.Once, project, Default.NewProject, Default.Project, cancellationToken);
    }

    /// <summary>Changes a project (<c>PATCH /projects/{owner}/{project}</c>).</summary>
    public virtual Task<Project> UpdateProjectAsync(string projectId, ProjectChange change, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, $"/projects/{ProjectId(projectId):path}", RequestSafety.Idempotent, change, Default.ProjectChange, Default.Project, cancellationToken);

    /// <summary>Deletes a project with everything in it (<c>DELETE /projects/{owner}/{project}</c>).</summary>
    public virtual Task DeleteProjectAsync(string projectId, CancellationToken cancellationToken = default) =>
        DeleteAsync($"/projects/{ProjectId(projectId):path}", cancellationToken);

    /// <summary>The members of a project, all pages (<c>GET /projects/{project}/members</c>).</summary>
    public virtual IAsyncEnumerable<ProjectMember> ListMembersAsync(string projectId, CancellationToken cancellationToken = default)
    {
        ProjectId(projectId);
        return ListAsync("members", () => $"/projects/{projectId:path}/members", KeyOf, Default.PageProjectMember, cancellationToken);
    }

    /// <summary>A member of a project (<c>GET /projects/{project}/members/{username}</c>).</summary>
    /// <exception cref="NotFoundException">That is no member of the project.</exception>
    public virtual Task<ProjectMember> GetMemberAsync(string projectId, string username, CancellationToken cancellationToken = default) =>
        GetAsync($"/projects/{ProjectId(projectId):path}/members/{username}", Default.ProjectMember, cancellationToken);

    /// <summary>Adds a member to a project (<c>POST /projects/{project}/members</c>). A member who is there already is a conflict.</summary>
    /// <exception cref="ConflictException">That is a member already.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the member was added is not known.</exception>
    public virtual Task<ProjectMember> AddMemberAsync(string projectId, NewMember member, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.Username is null == member.Email is null
            ? throw new ArgumentException($"{nameof(member)}: give either {nameof(member.Username)} or {nameof(member.Email)}. Nothing was sent.", nameof(member))
            : SendAsync(HttpMethod.Post, $"/projects/{ProjectId(projectId):path}/members", RequestSafety.Once, member, Default.NewMember, Default.ProjectMember, cancellationToken);
    }

    /// <summary>Takes a member out of a project (<c>DELETE /projects/{project}/members/{username}</c>).</summary>
    public virtual Task RemoveMemberAsync(string projectId, string username, CancellationToken cancellationToken = default) =>
        DeleteAsync($"/projects/{ProjectId(projectId):path}/members/{username}", cancellationToken);

    /// <summary>Sets what a member may do (<c>PATCH /projects/{project}/members/{username}/permissions</c>).</summary>
    public virtual Task<Permissions> SetPermissionsAsync(string projectId, string username, Permissions permissions, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Patch, $"/projects/{ProjectId(projectId):path}/members/{username}/permissions", RequestSafety.Idempotent, permissions, Default.Permissions,
            Default.Permissions, cancellationToken);

    private static RequestPath PathOf(ProjectQuery query)
    {
        var path = query.Owner is { } owner ? RequestPath.Of($"/projects/{owner}") : RequestPath.Of($"/projects");
        return path.Query("name", query.Name).Query("category", query.Category).Query("tags", query.Tags).Query("fields", "_all");
    }

    private static string KeyOf(ProjectMember member) => member.Username ?? member.Id ?? member.Email ?? string.Empty;
}
