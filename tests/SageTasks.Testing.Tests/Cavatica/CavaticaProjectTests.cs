using System.Net;
using System.Text;

namespace SageTasks.Testing.Tests;

/// <summary>Billing groups, projects, members and apps.</summary>
public sealed class CavaticaProjectTests
{
    [Fact]
    public async Task A_project_is_made_changed_and_deleted()
    {
        await using var session = await CavaticaSession.StartAsync();
        var group = (await session.GetAsync("billing/groups")).GetProperty("items")[0].GetProperty("id").GetString();
        var made = await session.SendAsync(
            "POST", "projects", $$$"""{"name":"Deep Sea 2","billing_group":"{{{group}}}","tags":["x"],"settings":{"use_memoization":true}}""", HttpStatusCode.Created);
        var twin = await session.SendAsync("POST", "projects", $$"""{"name":"Deep Sea 2","billing_group":"{{group}}"}""", HttpStatusCode.Created);
        var changed = await session.SendAsync("PATCH", "projects/sage/deep-sea-2", """{"description":"d","settings":{"locked":true}}""");

        Assert.Equal("sage/deep-sea-2", made.GetProperty("id").GetString());
        Assert.Equal("v2", made.GetProperty("type").GetString());
        Assert.Equal(24, made.GetProperty("root_folder").GetString()!.Length);
        Assert.NotEqual("sage/deep-sea-2", twin.GetProperty("id").GetString());
        Assert.True(changed.GetProperty("settings").GetProperty("use_memoization").GetBoolean());
        Assert.True(changed.GetProperty("settings").GetProperty("locked").GetBoolean());
        Assert.Equal("d", changed.GetProperty("description").GetString());
        Assert.Equal(2, CavaticaSession.Names(await session.GetAsync("projects?name=deep+sea")).Length);
        Assert.Single(CavaticaSession.Names(await session.GetAsync("projects?tags=x")));
        await session.SendAsync("DELETE", "projects/sage/deep-sea-2", "{}", HttpStatusCode.NoContent);
        Assert.Equal(3002, await session.CodeAsync("GET", "projects/sage/deep-sea-2", null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_deleted_project_takes_its_tasks_apps_and_files_along()
    {
        await using var session = await CavaticaSession.StartAsync();
        var (task, file) = (await session.DraftAsync(), session.Cavatica.AddFile(session.Project, "a.txt", default));
        await session.SendAsync("DELETE", "projects/sage/study", "{}", HttpStatusCode.NoContent);

        Assert.Equal(7002, await session.CodeAsync("GET", $"tasks/{task}", null, HttpStatusCode.NotFound));
        Assert.Equal(6002, await session.CodeAsync("GET", $"apps/{session.App}", null, HttpStatusCode.NotFound));
        Assert.Equal(5002, await session.CodeAsync("GET", $"files/{file}", null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Bad_projects_are_refused_with_codes()
    {
        await using var session = await CavaticaSession.StartAsync();

        Assert.Equal(3007, await session.CodeAsync("POST", "projects", "{}", HttpStatusCode.BadRequest));
        Assert.Equal(3008, await session.CodeAsync("POST", "projects", """{"name":"n"}""", HttpStatusCode.BadRequest));
        Assert.Equal(4002, await session.CodeAsync("POST", "projects", $$"""{"name":"n","billing_group":"{{Guid.NewGuid()}}"}""", HttpStatusCode.NotFound));
        Assert.Equal(90_000, await session.CodeAsync("POST", "projects", """{"name":7}""", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Members_do_what_they_are_allowed_to()
    {
        await using var session = await CavaticaSession.StartAsync();
        var token = session.Cavatica.AddUser("ada");
        await session.SendAsync("POST", "projects/sage/study/members", """{"username":"ada","permissions":{"read":true,"write":false}}""", HttpStatusCode.Created);
        Assert.Equal(3003, await session.CodeAsync("POST", "projects/sage/study/members", """{"email":"ada@example.org"}""", HttpStatusCode.Conflict));
        Assert.Equal(["sage", "ada"], CavaticaSession.Names(await session.GetAsync("projects/sage/study/members"), "username"));
        using (var others = await CavaticaOf(session, token))
        {
            Assert.Contains("\"Study\"", await others.GetStringAsync(new Uri("projects", UriKind.Relative)), StringComparison.Ordinal);
            using var refused = await others.PostAsync(new Uri("tasks", UriKind.Relative), new StringContent(session.Task(), Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        var may = await session.SendAsync("PATCH", "projects/sage/study/members/ada/permissions", """{"execute":true}""");
        Assert.True(may.GetProperty("execute").GetBoolean());
        Assert.True((await session.GetAsync("projects/sage/study/members/ada")).GetProperty("permissions").GetProperty("execute").GetBoolean());
        await session.SendAsync("DELETE", "projects/sage/study/members/ada", "{}", HttpStatusCode.NoContent);
        Assert.Equal(3002, await session.CodeAsync("GET", "projects/sage/study/members/ada", null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Apps_are_installed_revised_and_copied()
    {
        await using var session = await CavaticaSession.StartAsync();
        using var yaml = await session.Http.PostAsync(
            new Uri("apps/sage/study/wc/raw", UriKind.Relative),
            new StringContent("class: CommandLineTool\ncwlVersion: v1.2\nlabel: Word count\nbaseCommand: wc\ninputs: {}\noutputs: {}\n", Encoding.UTF8, "application/yaml"));
        Assert.Equal(HttpStatusCode.Created, yaml.StatusCode);
        var revised = await session.SendAsync("POST", "apps/sage/study/wc/1/raw", CavaticaSession.Hello, HttpStatusCode.Created);

        Assert.Equal("sage/study/wc/1", revised.GetProperty("sbg:id").GetString());
        Assert.Equal(6003, await session.CodeAsync("POST", "apps/sage/study/wc/raw", CavaticaSession.Hello, HttpStatusCode.Conflict));
        Assert.Equal(6003, await session.CodeAsync("POST", "apps/sage/study/wc/7/raw", CavaticaSession.Hello, HttpStatusCode.Conflict));
        Assert.Equal(90_000, await session.CodeAsync("POST", "apps/sage/study/x/raw", "{}", HttpStatusCode.BadRequest));
        var (first, latest) = (await session.GetAsync("apps/sage/study/wc/0"), await session.GetAsync("apps/sage/study/wc"));
        Assert.Equal("Word count", first.GetProperty("name").GetString());
        Assert.Equal("sage/study/wc/1", latest.GetProperty("id").GetString());
        Assert.Equal("cat", latest.GetProperty("raw").GetProperty("baseCommand").GetString());
        var copy = await session.SendAsync("POST", "apps/sage/study/wc/0/actions/copy", """{"project":"sage/study","name":"mine","strategy":"clone"}""", HttpStatusCode.Created);
        Assert.Equal("sage/study/wc/0", copy.GetProperty("copy_of").GetString());
        Assert.Equal("sage/study/mine/1", (await session.PostAsync("apps/sage/study/mine/actions/sync")).GetProperty("id").GetString());
        Assert.Equal(6003, await session.CodeAsync("POST", "apps/sage/study/wc/actions/copy", """{"project":"sage/study","name":"mine"}""", HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Public_apps_are_everybodys_to_read_and_copy()
    {
        await using var session = await CavaticaSession.StartAsync();
        var app = session.Cavatica.AddApp(session.Cavatica.AddPublicProject("admin", "sbg-public-data"), "bwa-mem", CavaticaSession.Hello);
        var listed = await session.GetAsync("apps?visibility=public&q=BWA");

        Assert.Equal([app], CavaticaSession.Names(listed, "id"));
        Assert.Equal(["sage/study/hello/0"], CavaticaSession.Names(await session.GetAsync("apps?project=sage/study"), "id"));
        Assert.Equal(6012, await session.CodeAsync("GET", "apps?visibility=all", null, HttpStatusCode.BadRequest));
        await session.SendAsync("POST", $"apps/{app}/actions/copy", """{"project":"sage/study"}""", HttpStatusCode.Created);
        Assert.Equal(6001, await session.CodeAsync("POST", "apps/admin/sbg-public-data/bwa-mem/actions/sync", null, HttpStatusCode.Forbidden));
        Assert.Equal(3001, await session.CodeAsync("POST", "apps/admin/sbg-public-data/other/raw", CavaticaSession.Hello, HttpStatusCode.Forbidden));
    }

    private static Task<HttpClient> CavaticaOf(CavaticaSession session, string token)
    {
        var http = new HttpClient { BaseAddress = session.Http.BaseAddress };
        http.DefaultRequestHeaders.Add("X-SBG-Auth-Token", token);
        return Task.FromResult(http);
    }
}
