using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class AccessTests : SynapseTest
{
    [Fact]
    public async Task the_token_tells_who_one_is()
    {
        using var nobody = new SynapseUser(Synapse, null);
        using var wrong = new SynapseUser(Synapse, "wrong");

        Assert.Equal("local-user", (string)(await User.DoAsync("GET", "/repo/v1/userProfile"))["userName"]!);
        Assert.Equal("anonymous", (string)(await nobody.DoAsync("GET", "/repo/v1/userProfile"))["userName"]!);
        var (status, body) = await wrong.SendAsync("GET", "/repo/v1/userProfile");
        Assert.Equal(401, (int)status);
        Assert.Equal("invalid_token", (string)body!["error"]!);
    }

    [Fact]
    public async Task a_project_is_its_creators_until_they_share_it()
    {
        var project = await User.ProjectAsync();
        var folder = await User.CreateAsync("Folder", project, "folder");
        using var other = Another("other");
        using var nobody = new SynapseUser(Synapse, null);
        await other.RefusedAsync(403, "GET", $"/repo/v1/entity/{folder}");
        await nobody.RefusedAsync(403, "GET", $"/repo/v1/entity/{folder}");

        var acl = await User.DoAsync("GET", $"/repo/v1/entity/{project}/acl");
        acl["resourceAccess"]!.AsArray().Add(new JsonObject { ["principalId"] = 273949, ["accessType"] = new JsonArray("READ") });
        await User.DoAsync("PUT", $"/repo/v1/entity/{project}/acl", acl);

        await nobody.DoAsync("GET", $"/repo/v1/entity/{folder}");
        await other.RefusedAsync(403, "DELETE", $"/repo/v1/entity/{folder}");
        Assert.True((bool)(await other.DoAsync("GET", $"/repo/v1/entity/{folder}/access?accessType=READ"))["result"]!);
        Assert.False((bool)(await other.DoAsync("GET", $"/repo/v1/entity/{folder}/access?accessType=UPDATE"))["result"]!);
    }

    [Fact]
    public async Task an_entity_without_a_list_of_its_own_names_the_one_that_holds()
    {
        var project = await User.ProjectAsync();
        var folder = await User.CreateAsync("Folder", project, "folder");

        Assert.Contains($"/entity/{project}/acl", await User.RefusedAsync(404, "GET", $"/repo/v1/entity/{folder}/acl"), StringComparison.Ordinal);
        Assert.Equal(project, (string)(await User.DoAsync("GET", $"/repo/v1/entity/{folder}/benefactor"))["id"]!);
    }

    [Fact]
    public async Task a_token_does_no_more_than_its_scopes_allow()
    {
        var created = await User.DoAsync("POST", "/auth/v1/personalAccessToken", new JsonObject { ["name"] = "reader", ["scope"] = new JsonArray("view") });
        using var reader = new SynapseUser(Synapse, (string)created["token"]!);
        var project = await User.ProjectAsync();

        await reader.DoAsync("GET", $"/repo/v1/entity/{project}");
        Assert.Contains("modify", await reader.RefusedAsync(403, "DELETE", $"/repo/v1/entity/{project}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_body_over_two_mebibytes_is_too_large()
    {
        var body = new JsonObject { ["concreteType"] = "org.sagebionetworks.repo.model.Project", ["description"] = new string('x', 2 * 1024 * 1024) };
        Assert.Contains("exceeds maximum", await User.RefusedAsync(413, "POST", "/repo/v1/entity", body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task too_many_requests_are_refused_without_a_retry_after()
    {
        await using var strict = await LocalSynapse.StartAsync(new LocalSynapseOptions { TimeProvider = Clock, Throttle = new SynapseThrottle { PerWindow = 2 } });
        using var user = new SynapseUser(strict, strict.Token);
        await user.DoAsync("GET", "/repo/v1/version");
        await user.DoAsync("GET", "/repo/v1/version");

        var (status, body) = await user.SendAsync("GET", "/repo/v1/version");
        Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(429, (int)status);
        Assert.Equal("reason", Assert.Single(body!.AsObject()).Key);
        await user.DoAsync("GET", "/repo/v1/version");
    }

    [Fact]
    public void a_fourth_request_at_a_time_is_too_many()
    {
        var throttle = new Testing.Synapse.Throttle(new SynapseThrottle(), Clock);
        var caller = new Testing.Synapse.Caller(1, []);

        var answer = throttle.Enter(caller, () => throttle.Enter(caller, () => throttle.Enter(caller, () => throttle.Enter(caller, () => LocalAnswer.Empty(200)))));

        Assert.Equal(429, answer.Status);
        Assert.Equal(200, throttle.Enter(caller, () => LocalAnswer.Empty(200)).Status);
    }
}
