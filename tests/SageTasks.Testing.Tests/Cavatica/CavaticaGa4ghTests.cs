using System.Net;
using System.Text;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>DRS and WES on a host of their own.</summary>
public sealed class CavaticaGa4ghTests
{
    [Fact]
    public async Task A_files_drs_id_is_its_id()
    {
        await using var session = await CavaticaSession.StartAsync();
        using var ga4gh = Client(session);
        var id = session.Cavatica.AddFile(session.Project, "reads.txt", "ACGT"u8.ToArray());
        var shown = await GetAsync(ga4gh, $"ga4gh/drs/v1/objects/{id}");
        var access = await GetAsync(ga4gh, $"ga4gh/drs/v1/objects/{id}/access/aws-us-east-1");
        using var bare = new HttpClient();
        using var read = await bare.GetAsync(new Uri(access.GetProperty("url").GetString()!));
        using var refused = await bare.GetAsync(new Uri(session.Cavatica.Ga4ghUrl, $"ga4gh/drs/v1/objects/{id}"));
        using var unknown = await ga4gh.GetAsync(new Uri("ga4gh/drs/v1/objects/none", UriKind.Relative));

        Assert.Equal(["id", "name", "size", "checksums", "self_uri", "created_time", "updated_time", "mime_type", "access_methods"], CavaticaSession.Fields(shown));
        Assert.Equal("etag", shown.GetProperty("checksums")[0].GetProperty("type").GetString());
        Assert.Equal($"drs://{session.Cavatica.Ga4ghUrl.Authority}/{id}", shown.GetProperty("self_uri").GetString());
        Assert.Equal("s3", shown.GetProperty("access_methods")[0].GetProperty("type").GetString());
        Assert.Equal("ACGT", await read.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(404, JsonSerializer.Deserialize<JsonElement>(await unknown.Content.ReadAsStringAsync()).GetProperty("status_code").GetInt32());
        Assert.NotEqual(session.Cavatica.Url.Authority, session.Cavatica.Ga4ghUrl.Authority);
    }

    [Fact]
    public async Task A_folder_is_a_bundle_and_own_objects_are_imported_by_their_addresses()
    {
        await using var session = await CavaticaSession.StartAsync();
        using var ga4gh = Client(session);
        var folder = session.Cavatica.AddFolder(session.Project, "bundle");
        var inside = session.Cavatica.AddFile(session.Project, "in.txt", "in"u8.ToArray(), folder: folder);
        var target = session.Cavatica.AddFolder(session.Project, "target");
        var bundle = await GetAsync(ga4gh, $"ga4gh/drs/v1/objects/{folder}");
        var job = await session.SendAsync(
            "POST", "bulk/drs/imports/create", $$"""{"items":[{"drs_uri":"{{bundle.GetProperty("self_uri").GetString()}}","parent":"{{target}}"}]}""", HttpStatusCode.Created);
        var done = await session.JobAsync($"bulk/drs/imports/{job.GetProperty("id").GetString()}");
        var copy = done.GetProperty("result")[0].GetProperty("resource").GetProperty("id").GetString();

        Assert.Equal(inside, bundle.GetProperty("contents")[0].GetProperty("id").GetString());
        Assert.Equal(["in.txt"], CavaticaSession.Names(await session.GetAsync($"files?parent={copy}")));
        Assert.NotEqual([inside], CavaticaSession.Names(await session.GetAsync($"files?parent={copy}"), "id"));
    }

    [Fact]
    public async Task Addresses_last_as_long_as_the_state_folder()
    {
        using var folder = new TemporaryFolder();
        var options = new LocalCavaticaOptions { StateFolder = folder.Path };
        Uri first;
        await using (var cavatica = await LocalCavatica.StartAsync(options))
        {
            first = cavatica.Ga4ghUrl;
        }

        await using (var again = await LocalCavatica.StartAsync(options))
        {
            Assert.Equal(first, again.Ga4ghUrl);
        }

        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, first.Port);
        other.Start();
        var taken = await Assert.ThrowsAsync<IOException>(() => LocalCavatica.StartAsync(options));
        await using var moved = await LocalCavatica.StartAsync(options with { Ga4ghPort = 1 + first.Port });

        Assert.Contains("DRS addresses", taken.Message, StringComparison.Ordinal);
        Assert.Equal(1 + first.Port, moved.Ga4ghUrl.Port);
    }

    [Fact]
    public async Task A_run_is_a_task()
    {
        await using var session = await CavaticaSession.StartAsync();
        using var ga4gh = Client(session);
        var file = session.Cavatica.AddFile(session.Project, "a.txt", "a"u8.ToArray());
        var address = $"drs://{session.Cavatica.Ga4ghUrl.Authority}/{file}";
        var id = await PostAsync(ga4gh, $$$"""{"project":"sage/study","name":"by wes","inputs":{"reads":[{"class":"File","path":"{{{address}}}"}]} }""", $"sbg://{session.App}", tags: """{"k":"v"}""");
        var log = await GetAsync(ga4gh, $"ga4gh/wes/v1/runs/{id}");
        var task = await session.GetAsync($"tasks/{id}");
        var list = await GetAsync(ga4gh, "ga4gh/wes/v1/runs?page_size=1");
        using var canceled = await ga4gh.PostAsync(new Uri($"ga4gh/wes/v1/runs/{id}/cancel", UriKind.Relative), null);
        var status = await GetAsync(ga4gh, $"ga4gh/wes/v1/runs/{id}/status");

        Assert.Equal(file, task.GetProperty("inputs").GetProperty("reads")[0].GetProperty("path").GetString());
        Assert.Equal("by wes", task.GetProperty("name").GetString());
        Assert.Equal(["request", "state", "outputs", "run_id", "run_log", "task_logs"], CavaticaSession.Fields(log));
        Assert.Equal(["tags", "workflow_params", "workflow_type", "workflow_engine_params", "workflow_url"], CavaticaSession.Fields(log.GetProperty("request")));
        var inputs = log.GetProperty("request").GetProperty("workflow_params").GetProperty("inputs");
        Assert.Equal(JsonValueKind.Null, inputs.GetProperty("label").ValueKind);
        Assert.Equal(address, inputs.GetProperty("reads")[0].GetProperty("path").GetString());
        Assert.Equal("RUNNING", log.GetProperty("state").GetString());
        Assert.Equal($$"""{"runs":[{"run_id":"{{id}}","state":"RUNNING"}],"next_page_token":""}""", list.GetRawText());
        Assert.Equal(HttpStatusCode.OK, canceled.StatusCode);
        Assert.Equal("CANCELED", status.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_workflow_comes_as_an_attachment_too_and_bad_requests_are_told_why()
    {
        await using var session = await CavaticaSession.StartAsync();
        using var ga4gh = Client(session);
        var id = await PostAsync(ga4gh, """{"project":"sage/study","inputs":{}}""", "#/workflow_attachment/0", "class: CommandLineTool\ncwlVersion: v1.2\nbaseCommand: 'true'\ninputs: {}\noutputs: {}\n");

        Assert.Equal("sage/study/main/0", (await session.GetAsync($"tasks/{id}")).GetProperty("app").GetString());
        using var url = await ga4gh.PostAsync(new Uri("ga4gh/wes/v1/runs", UriKind.Relative), Form("""{"project":"sage/study"}""", "https://example.org/main.cwl"));
        using var json = await ga4gh.PostAsync(new Uri("ga4gh/wes/v1/runs", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"));
        using var unset = await ga4gh.PostAsync(new Uri("ga4gh/wes/v1/runs", UriKind.Relative), Form("""{"project":"sage/study"}""", $"sbg://{session.App}"));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [url.StatusCode, json.StatusCode, unset.StatusCode]);
        Assert.Contains("workflow_url", await url.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var info = await new HttpClient().GetAsync(new Uri(session.Cavatica.Ga4ghUrl, "ga4gh/wes/v1/service-info"));
        using var task = await new HttpClient().GetAsync(new Uri(session.Cavatica.Ga4ghUrl, "ga4gh/wes/v1/runs/service-info"));
        Assert.Equal(HttpStatusCode.Unauthorized, task.StatusCode);
        Assert.Contains("com.sbgenomics.cavatica-ga4gh-api.wes", await info.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HttpClient Client(CavaticaSession session)
    {
        var http = new HttpClient { BaseAddress = session.Cavatica.Ga4ghUrl };
        http.DefaultRequestHeaders.Add("X-SBG-Auth-Token", session.Cavatica.Token);
        return http;
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string path) => JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri(path, UriKind.Relative)));

    private static async Task<string> PostAsync(HttpClient http, string parameters, string url, string? attachment = null, string? tags = null)
    {
        using var answer = await http.PostAsync(new Uri("ga4gh/wes/v1/runs", UriKind.Relative), Form(parameters, url, attachment, tags));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("run_id").GetString()!;
    }

    private static MultipartFormDataContent Form(string parameters, string url, string? attachment = null, string? tags = null)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(parameters, Encoding.UTF8, "application/json"), "workflow_params" },
            { new StringContent("CWL"), "workflow_type" },
            { new StringContent("v1.2"), "workflow_type_version" },
            { new StringContent(url), "workflow_url" },
        };
        if (attachment is not null)
        {
            form.Add(new StringContent(attachment), "workflow_attachment", "main.cwl");
        }

        if (tags is not null)
        {
            form.Add(new StringContent(tags), "tags");
        }

        return form;
    }
}
