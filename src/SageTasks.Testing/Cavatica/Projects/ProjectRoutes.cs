using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations on projects and on their members.</summary>
internal sealed class ProjectRoutes(CavaticaWorld world, ProjectBook projects, BillingGroups groups, UserDirectory users, FileBook files)
{
    private static readonly string[] InLists = ["href", "id", "name"];

    /// <summary>Empties a project of what else it holds before it goes.</summary>
    public Action<ProjectDocument>? Deleting { get; set; }

    public void Map(CavaticaApi api) => api
        .Map("GET /projects", call => List(call, null))
        .Map("POST /projects", Create)
        .Map("GET /projects/{owner}", call => List(call, call["owner"]))
        .Map("GET /projects/{owner}/{name}", call => call.One(Write(call, Get(call))))
        .Map("PATCH /projects/{owner}/{name}", Patch)
        .Map("DELETE /projects/{owner}/{name}", Delete)
        .Redirect("GET /projects/{owner}/{name}/files", call => Alias(call, "/files"))
        .Redirect("GET /projects/{owner}/{name}/tasks", call => Alias(call, "/tasks"))
        .Redirect("GET /projects/{owner}/{name}/apps", call => Alias(call, "/apps"))
        .Map("GET /projects/{owner}/{name}/members", call =>
        {
            var project = Get(call);
            return call.List(project.Members, member => Write(call, project, member));
        })
        .Map("POST /projects/{owner}/{name}/members", AddMember)
        .Map("GET /projects/{owner}/{name}/members/{user}", call =>
        {
            var project = Get(call);
            return call.One(Write(call, project, Member(project, call["user"])));
        })
        .Map("DELETE /projects/{owner}/{name}/members/{user}", RemoveMember)
        .Map("GET /projects/{owner}/{name}/members/{user}/permissions", call => call.One(Permissions(Member(Get(call), call["user"]))))
        .Map("PATCH /projects/{owner}/{name}/members/{user}/permissions", SetPermissions);

    /// <summary>Makes a project; the caller holds the lock.</summary>
    public ProjectDocument Add(string owner, string name, string? billingGroup, Func<ProjectDocument, ProjectDocument>? change = null)
    {
        var id = projects.NewId(owner, name);
        var project = new ProjectDocument
        {
            Id = id,
            Name = name,
            BillingGroup = billingGroup,
            Settings = Defaults(),
            CreatedBy = owner,
            CreatedOn = world.Now,
            ModifiedOn = world.Now,
            RootFolder = files.NewRoot(id),
            Members = [MemberDocument.Owner(owner)],
        };
        project = change?.Invoke(project) ?? project;
        return projects.Table.Put(project, batch =>
            batch.Record("project.created", project.Id, new ProjectCommit(project.Name, project.BillingGroup), CavaticaJson.Default.ProjectCommit));
    }

    private static string Alias(CavaticaCall call, string path)
    {
        var query = call.Request.QueryText.TrimStart('?');
        return call.Href($"{path}?project={call["owner"]}/{call["name"]}{(query.Length > 0 ? $"&{query}" : "")}");
    }

    private static JsonObject Defaults() => new()
    {
        ["locked"] = false,
        ["controlled"] = false,
        ["location"] = "aws:us-east-1",
        ["use_interruptible_instances"] = true,
        ["use_memoization"] = false,
        ["use_elastic_disk"] = false,
        ["allow_network_access"] = false,
        ["intermediate_files"] = new JsonObject { ["retention"] = "LIMITED", ["duration"] = 24 },
    };

    private ProjectDocument Get(CavaticaCall call, Permission permission = Permission.Read) => projects.Get(call, $"{call["owner"]}/{call["name"]}", permission);

    // A name is looked for anywhere in the names, whatever its case.
    private LocalAnswer List(CavaticaCall call, string? owner)
    {
        var (name, tags) = (call.Query("name"), call.Queries("tags"));
        var found = projects.Of(call.User)
            .Where(project => owner is null || project.Id.StartsWith($"{owner}/", StringComparison.Ordinal))
            .Where(project => name is null || project.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Where(project => tags.All(tag => project.Tags.Contains(tag, StringComparer.Ordinal)));
        return call.List([.. found], project => Write(call, project), InLists);
    }

    private LocalAnswer Create(CavaticaCall call)
    {
        var name = call.Text("name") is { Length: > 0 } text ? text : throw CavaticaErrors.Refuse(400, 3007, "Project name must not be null or an empty string.");
        var group = groups.Get(call, call.Text("billing_group") ?? throw CavaticaErrors.Refuse(400, 3008, "Billing group id must not be null or an empty string."));
        var (description, tags, settings) = (call.Text("description"), call.Texts("tags"), call.Object("settings"));
        var project = Add(call.User.Username, name, group.Id, made => made with
        {
            Description = description,
            Tags = tags ?? [],
            Settings = Merge(made.Settings, settings),
        });
        return call.One(Write(call, project), 201);
    }

    private LocalAnswer Patch(CavaticaCall call)
    {
        var project = Get(call, Permission.Admin);
        var changed = project with
        {
            Name = call.Text("name") ?? project.Name,
            Description = call.Text("description") ?? project.Description,
            BillingGroup = call.Text("billing_group") is { } group ? groups.Get(call, group).Id : project.BillingGroup,
            Tags = call.Texts("tags") ?? project.Tags,
            Settings = Merge(project.Settings, call.Object("settings")),
            ModifiedOn = world.Now,
        };
        return call.One(Write(call, projects.Table.Put(changed)));
    }

    private LocalAnswer Delete(CavaticaCall call)
    {
        var project = Get(call, Permission.Admin);
        Deleting?.Invoke(project);
        if (files.Table.Find(project.RootFolder) is { } root)
        {
            files.Remove(root);
        }

        projects.Table.Remove(project.Id, batch =>
            batch.Record("project.deleted", project.Id, new ProjectCommit(project.Name, project.BillingGroup), CavaticaJson.Default.ProjectCommit));
        return CavaticaCall.NoContent;
    }

    private LocalAnswer AddMember(CavaticaCall call)
    {
        var project = Get(call, Permission.Admin);
        var username = call.Text("username") ?? users.Table.All.FirstOrDefault(user => user.Email == call.Text("email"))?.Username;
        if (string.IsNullOrEmpty(username))
        {
            throw CavaticaErrors.Refuse(400, 3005, "Member username must not be null or an empty string.");
        }

        if (users.Find(username) is null)
        {
            throw CavaticaErrors.Refuse(404, 2002, "Requested user does not exist.");
        }

        if (project.Members.Any(member => member.Username == username))
        {
            throw CavaticaErrors.Refuse(409, 3003, "Requested member already exists.");
        }

        var added = With(new MemberDocument { Username = username, Type = call.Text("type") ?? "USER" }, call.Object("permissions"));
        projects.Table.Put(project with { Members = [.. project.Members, added] });
        return call.One(Write(call, project, added), 201);
    }

    private LocalAnswer RemoveMember(CavaticaCall call)
    {
        var project = Get(call, Permission.Admin);
        var gone = Member(project, call["user"]);
        projects.Table.Put(project with { Members = [.. project.Members.Where(member => member != gone)] });
        return CavaticaCall.NoContent;
    }

    private LocalAnswer SetPermissions(CavaticaCall call)
    {
        var project = Get(call, Permission.Admin);
        var before = Member(project, call["user"]);
        var after = With(before, call.Body);
        projects.Table.Put(project with { Members = [.. project.Members.Select(member => member == before ? after : member)] });
        return call.One(Permissions(after));
    }

    private static MemberDocument Member(ProjectDocument project, string username) => project.Members.FirstOrDefault(member => member.Username == username)
        ?? throw CavaticaErrors.Refuse(404, 3002, "Requested member does not exist.");

    private static MemberDocument With(MemberDocument member, JsonObject? permissions)
    {
        return member with
        {
            Read = Set("read", member.Read),
            Write = Set("write", member.Write),
            Copy = Set("copy", member.Copy),
            Execute = Set("execute", member.Execute),
            Admin = Set("admin", member.Admin),
        };

        bool Set(string name, bool before) => permissions?[name] is JsonValue value && value.TryGetValue<bool>(out var set) ? set : before;
    }

    private static JsonObject Merge(JsonObject settings, JsonObject? changes)
    {
        var merged = (JsonObject)settings.DeepClone();
        foreach (var (name, value) in changes ?? [])
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    private static JsonObject Write(CavaticaCall call, ProjectDocument project) => new()
    {
        ["href"] = call.Href($"/projects/{project.Id}"),
        ["id"] = project.Id,
        ["name"] = project.Name,
        ["type"] = "v2",
        ["description"] = project.Description ?? "",
        ["tags"] = CavaticaCall.Array(project.Tags),
        ["settings"] = project.Settings.DeepClone(),
        ["root_folder"] = project.RootFolder,
        ["billing_group"] = project.BillingGroup,
        ["category"] = project.IsPublic ? "PUBLIC" : "PRIVATE",
        ["created_by"] = project.CreatedBy,
        ["created_on"] = CavaticaCall.Date(project.CreatedOn),
        ["modified_on"] = CavaticaCall.Date(project.ModifiedOn),
        ["permissions"] = Permissions(project.Members.FirstOrDefault(member => member.Username == call.User.Username) ?? new MemberDocument { Username = "", Copy = true }),
        ["errors"] = new JsonArray(),
    };

    private JsonObject Write(CavaticaCall call, ProjectDocument project, MemberDocument member) => new()
    {
        ["href"] = call.Href($"/projects/{project.Id}/members/{member.Username}"),
        ["id"] = member.Username,
        ["username"] = member.Username,
        ["email"] = users.Find(member.Username)?.Email,
        ["type"] = member.Type,
        ["permissions"] = Permissions(member),
    };

    private static JsonObject Permissions(MemberDocument member) => new()
    {
        ["read"] = member.Read,
        ["write"] = member.Write,
        ["copy"] = member.Copy,
        ["execute"] = member.Execute,
        ["admin"] = member.Admin,
    };
}
