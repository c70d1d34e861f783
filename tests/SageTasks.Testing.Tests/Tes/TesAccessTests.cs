using System.Net;
using System.Net.Http.Headers;

namespace SageTasks.Testing.Tests;

/// <summary>Tokens, and whose tasks one sees.</summary>
public sealed class TesAccessTests
{
    [Fact]
    public async Task Without_being_told_nobody_asks_for_a_token()
    {
        await using var tes = await TesSession.SimulateAsync();
        Assert.Equal(HttpStatusCode.OK, (await tes.AskAsync("GET", "tasks")).Status);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("Basic c2FnZTpzYWdl", 403)]
    [InlineData("Bearer nonsense", 401)]
    [InlineData("Bearer the-token", 200)]
    [InlineData("bearer the-token", 200)]
    public async Task A_token_is_asked_for(string? header, int status)
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Access = LocalTesAccess.Token, Token = "the-token" });
        tes.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        Assert.Equal("the-token", tes.Tes.Token);
        Assert.Equal(status, (int)(await tes.AskAsync("GET", "tasks")).Status);
        Assert.Equal(HttpStatusCode.OK, (await tes.AskAsync("GET", "service-info")).Status);
        Assert.Equal(status == 200 ? 404 : status, (int)(await tes.AskAsync("GET", "tasks/service-info")).Status);
        Assert.Equal(status, (int)(await tes.AskAsync("POST", "tasks", TesSession.Hello)).Status);
    }

    [Theory]
    [InlineData(LocalTesAccess.Token, true, true)]
    [InlineData(LocalTesAccess.PerTenant, true, false)]
    [InlineData(LocalTesAccess.PerUser, false, false)]
    public async Task Users_see_what_is_theirs(LocalTesAccess access, bool colleague, bool stranger)
    {
        var options = new LocalTesOptions { Access = access, Simulation = TesSession.UntilTold, UserName = "ada", Tenant = "lab" };
        await using var tes = await TesSession.StartAsync(options);
        As(tes, tes.Tes.Token);
        var id = await tes.CreateAsync();
        Assert.Equal([id], await tes.ListAsync());
        foreach (var (token, sees) in ((string, bool)[])[(tes.Tes.AddUser("grace", "lab"), colleague), (tes.Tes.AddUser("mallory", "elsewhere"), stranger)])
        {
            As(tes, token);
            Assert.Equal(sees ? [id] : [], await tes.ListAsync());
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await tes.AskAsync("GET", $"tasks/{id}")).Status);
            if (!sees)
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await tes.CancelAsync(id)).Status);
            }
        }

        Assert.Equal("RUNNING", tes.Tes.Tasks[0].State);
    }

    [Fact]
    public async Task A_page_of_another_origin_is_refused()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions());
        foreach (var origin in new[] { "https://elsewhere.example", "null" })
        {
            using var call = new HttpRequestMessage(HttpMethod.Post, tes.Http.BaseAddress + "tasks") { Content = new StringContent("""{"executors":[{"image":"i","command":["true"]}]}""") };
            call.Headers.Add("Origin", origin);
            using var refused = await tes.Http.SendAsync(call);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Assert.Empty(tes.Tes.Tasks);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_call_it_from_a_browser_where_that_is_wanted()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Access = LocalTesAccess.Token, AllowedOrigins = ["https://portal.example"] });
        using var question = new HttpRequestMessage(HttpMethod.Options, tes.Http.BaseAddress + "tasks");
        question.Headers.Add("Origin", "https://portal.example");
        question.Headers.Add("Access-Control-Request-Method", "POST");
        question.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var answer = await tes.Http.SendAsync(question);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["authorization,content-type"], answer.Headers.GetValues("Access-Control-Allow-Headers"));
        using var call = new HttpRequestMessage(HttpMethod.Get, tes.Http.BaseAddress + "service-info");
        call.Headers.Add("Origin", "https://portal.example");
        using var info = await tes.Http.SendAsync(call);
        Assert.Equal(["https://portal.example"], info.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    private static void As(TesSession tes, string token) => tes.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
}
