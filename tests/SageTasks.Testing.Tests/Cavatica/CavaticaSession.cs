using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>A local Cavatica with a plain HTTP client, which knows nothing but the published API.</summary>
internal sealed class CavaticaSession : IAsyncDisposable
{
    public const string Hello = """
        {"cwlVersion":"v1.2","class":"CommandLineTool","baseCommand":"cat",
         "inputs":{"reads":"File[]","reference":"File?","threads":{"type":"int","default":1},"label":"string?"},
         "outputs":{"out":{"type":"stdout"}}}
        """;

    private CavaticaSession(LocalCavatica cavatica)
    {
        Cavatica = cavatica;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(cavatica.Endpoint + "/") };
        Http.DefaultRequestHeaders.Add("X-SBG-Auth-Token", cavatica.Token);
    }

    public LocalCavatica Cavatica { get; }

    public HttpClient Http { get; }

    /// <summary>The project that is there from the start.</summary>
    public string Project { get; private set; } = "";

    /// <summary>The app that is there from the start, with its revision.</summary>
    public string App { get; private set; } = "";

    public static async Task<CavaticaSession> StartAsync(LocalCavaticaOptions? options = null)
    {
        var session = new CavaticaSession(await LocalCavatica.StartAsync(options ?? new LocalCavaticaOptions { IsScripted = true }));
        var known = session.Cavatica.Tasks.Count > 0;
        session.Project = known ? "sage/study" : session.Cavatica.AddProject("Study");
        session.App = known ? "sage/study/hello/0" : session.Cavatica.AddApp(session.Project, "hello", Hello);
        return session;
    }

    public async Task<HttpResponseMessage> AskAsync(string method, string path, string? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Http.BaseAddress!, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (token is not null)
        {
            request.Headers.Add("X-SBG-Auth-Token", token);
        }

        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> SendAsync(string method, string path, string? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await AskAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public Task<JsonElement> GetAsync(string path) => SendAsync("GET", path);

    public Task<JsonElement> PostAsync(string path, string? body = null) => SendAsync("POST", path, body);

    /// <summary>The platform's code of a refusal.</summary>
    public async Task<int> CodeAsync(string method, string path, string? body, HttpStatusCode expected)
    {
        var error = await SendAsync(method, path, body, expected);
        Assert.Equal((int)expected, error.GetProperty("status").GetInt32());
        Assert.NotEqual("", error.GetProperty("message").GetString());
        Assert.StartsWith("https://", error.GetProperty("more_info").GetString(), StringComparison.Ordinal);
        return error.GetProperty("code").GetInt32();
    }

    /// <summary>The body of a task of the session's app.</summary>
    public string Task(string name = "t", string inputs = "{}", string more = "") =>
        $$"""{"name":"{{name}}","project":"{{Project}}","app":"{{App}}","inputs":{{inputs}}{{more}}}""";

    public async Task<string> DraftAsync(string name = "t", string inputs = "{}", string more = "") =>
        (await SendAsync("POST", "tasks", Task(name, inputs, more), HttpStatusCode.Created)).GetProperty("id").GetString()!;

    public async Task<string> StatusAsync(string id) => (await GetAsync($"tasks/{id}")).GetProperty("status").GetString()!;

    /// <summary>The task, once it has ended.</summary>
    public async Task<JsonElement> EndAsync(string id)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var task = await GetAsync($"tasks/{id}");
            if (task.GetProperty("status").GetString() is "COMPLETED" or "FAILED" or "ABORTED")
            {
                return task;
            }

            await System.Threading.Tasks.Task.Delay(10);
        }

        throw new TimeoutException($"Task {id} did not end within 30 seconds.");
    }

    /// <summary>A job, once it has ended.</summary>
    public async Task<JsonElement> JobAsync(string path)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var job = await GetAsync(path);
            if (job.GetProperty("state").GetString() is "COMPLETED" or "FAILED" or "FINISHED")
            {
                return job;
            }

            await System.Threading.Tasks.Task.Delay(10);
        }

        throw new TimeoutException($"{path} did not end within 30 seconds.");
    }

    public string[] Past(int count) => [.. Enumerable.Range(0, count).Select(index => Cavatica.AddPastTask(new PastCavaticaTask
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"past-{index:D4}"),
        Project = Project,
        App = App,
        CreatedTime = DateTimeOffset.UnixEpoch.AddHours(index),
    }))];

    /// <summary>Files of the project, as the input of the session's app.</summary>
    public string AddReads(params (string Name, string Text, string Sample)[] files)
    {
        var ids = files.Select(file => Cavatica.AddFile(
            Project, file.Name, Encoding.UTF8.GetBytes(file.Text), new Dictionary<string, string> { ["sample_id"] = file.Sample }));
        return $$"""{"reads":[{{string.Join(',', ids.Select(id => $$"""{"class":"File","path":"{{id}}"}"""))}}]}""";
    }

    /// <summary>What runs as an app: it joins its reads into <c>joined.txt</c>.</summary>
    public static async Task JoinAsync(LocalCavaticaJob job, CancellationToken stop)
    {
        var texts = job.Inputs.GetProperty("reads").EnumerateArray().Select(file => File.ReadAllText(file.GetProperty("path").GetString()!));
        await File.WriteAllTextAsync(Path.Combine(job.Folder, "joined.txt"), string.Concat(texts), stop);
        job.AddOutput("out", "joined.txt");
    }

    /// <summary>A task of the session's app, once it has ended.</summary>
    public async Task<JsonElement> RunAsync(string inputs, string more = "")
    {
        var id = await DraftAsync(inputs: inputs, more: more);
        await PostAsync($"tasks/{id}/actions/run");
        return await EndAsync(id);
    }

    /// <summary>What is in a file.</summary>
    public async Task<string> ReadAsync(JsonElement file)
    {
        var info = await GetAsync($"files/{file.GetProperty("id").GetString()}/download_info");
        return await Http.GetStringAsync(new Uri(info.GetProperty("url").GetString()!));
    }

    public static string[] Names(JsonElement list, string property = "name") => [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(property).GetString()!)];

    public static string[] Fields(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Cavatica.DisposeAsync();
    }
}
