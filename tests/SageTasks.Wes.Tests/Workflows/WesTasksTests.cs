using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Testing;
using SageTasks.Wes.Tests.Local;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Workflows;

/// <summary>The tasks together, against a WES that really runs workflows.</summary>
public sealed class WesTasksTests
{
    private static readonly WesRunsOptions Quick = new() { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(2) };

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(100) };

    [Fact]
    public async Task A_workflow_of_a_folder_runs_once_and_its_outputs_come_home_whole()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "main.sh"), "mkdir out; echo $word > out/word.txt; echo 2 > two.txt");
        await using var wes = await LocalWes.StartAsync();
        var tasks = new WesTasks(wes.Connect(), new WesRuns(wes.Connect(), Quick));
        var submission = new WorkflowSubmission { Workflow = "main.sh", Folder = folder.Path, Parameters = new() { ["word"] = "sage" } };

        var first = await tasks.SubmitAsync(Again(submission));
        await tasks.WaitAsync(Again(first), Eager);
        var second = await tasks.SubmitAsync(submission);
        var home = Path.Combine(folder.Path, "home");
        var fetched = await tasks.FetchOutputsAsync(first.RunId, home);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "main.sh"), "echo changed");
        var changed = await tasks.SubmitAsync(submission);

        Assert.Equal([SubmissionOutcome.Launched, SubmissionOutcome.Reused, SubmissionOutcome.Launched], [first.Outcome, second.Outcome, changed.Outcome]);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal("sage\n", await File.ReadAllTextAsync(Path.Combine(home, "out", "word.txt")));
        Assert.Equal(2, fetched.Count);
        Assert.Equal(fetched, fetched.Select(Again));
    }

    [Fact]
    public async Task A_file_that_does_not_arrive_whole_is_not_there()
    {
        using var home = new TemporaryFolder();
        var stub = new StubWes()
            .On("GET", "/runs/r", """{"run_id":"r","outputs":{"a":{"class":"File","location":"/ga4gh/wes/v1/files/a.txt","basename":"a.txt","size":3,"checksum":"sha1$0000000000000000000000000000000000000000"}}}""")
            .On("GET", "/files/a.txt", "abc");

        await Assert.ThrowsAsync<IOException>(() => new WesTasks(StubWes.Client(stub)).FetchOutputsAsync("r", home.Path));

        Assert.Empty(Directory.GetFiles(home.Path));
    }

    [Fact]
    public async Task A_file_that_is_there_with_its_checksum_is_not_fetched_again()
    {
        using var home = new TemporaryFolder();
        var stub = new StubWes()
            .On("GET", "/runs/r", """{"run_id":"r","outputs":{"a":{"class":"File","location":"/ga4gh/wes/v1/files/a.txt","basename":"a.txt","size":3,"checksum":"sha1$a9993e364706816aba3e25717850c26c9cd0d89d"}}}""")
            .On("GET", "/files/a.txt", "abc");
        var tasks = new WesTasks(StubWes.Client(stub));

        var first = Assert.Single(await tasks.FetchOutputsAsync("r", home.Path));
        var second = Assert.Single(await tasks.FetchOutputsAsync("r", home.Path));

        Assert.Equal((false, true), (first.WasThere, second.WasThere));
        Assert.Single(stub.Asked, "GET /files/a.txt");
    }

    [Fact]
    public async Task Outputs_in_a_store_come_by_the_transfer_engine()
    {
        using var home = new TemporaryFolder();
        var bucket = new MemoryStore();
        await bucket.PutAsync(Location.Parse("s3://bucket/résumé.txt"), ObjectContent.Of("there"u8.ToArray()), new PutOptions());
        var stub = Outputs("s3://bucket/résumé.txt");

        await Assert.ThrowsAsync<NotSupportedException>(() => new WesTasks(StubWes.Client(stub)).FetchOutputsAsync("r", home.Path));
        var fetched = await new WesTasks(StubWes.Client(stub), transfers: new TransferEngine(new ObjectStores(bucket))).FetchOutputsAsync("r", home.Path);

        Assert.Equal("there", await File.ReadAllTextAsync(Assert.Single(fetched).Path));
    }

    [Fact]
    public async Task A_directory_whose_files_the_server_does_not_list_comes_from_its_store_or_is_told()
    {
        using var home = new TemporaryFolder();
        var bucket = new MemoryStore();
        foreach (var key in (string[])["qc/a.txt", "qc/deep/b.txt", "other.txt"])
        {
            await bucket.PutAsync(Location.Parse($"s3://bucket/{key}"), ObjectContent.Of("12345"u8.ToArray()), new PutOptions());
        }

        var stub = new StubWes()
            .On("GET", "/files/n.txt", "n")
            .On("GET", "/runs/r", """{"run_id":"r","outputs":{"qc":{"class":"Directory","location":"s3://bucket/qc"},"empty":{"class":"Directory","location":"s3://bucket/none","listing":[]}}}""")
            .On("GET", "/runs/s", """{"run_id":"s","outputs":{"qc":{"class":"Directory","location":"/ga4gh/wes/v1/files/qc"},"n":{"class":"File","location":"/ga4gh/wes/v1/files/n.txt"}}}""");
        var tasks = new WesTasks(StubWes.Client(stub), transfers: new TransferEngine(new ObjectStores(new LocalFileStore(), bucket), new TransferOptions { StateFolder = Path.Combine(home.Path, "state") }));

        var first = (await tasks.FetchOutputsAsync("r", Path.Combine(home.Path, "r")))[0];
        var second = await tasks.FetchOutputsAsync("r", Path.Combine(home.Path, "r"));
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => tasks.FetchOutputsAsync("s", Path.Combine(home.Path, "s")));

        Assert.Equal((10, false), (first.Size, first.WasThere));
        Assert.Equal([("/qc", 10, true), ("/empty", 0, true)], second.Select(output => (output.Output.Pointer, output.Size, output.WasThere)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(home.Path, "r", "none")));
        Assert.Equal("12345", await File.ReadAllTextAsync(Path.Combine(home.Path, "r", "qc", "deep", "b.txt")));
        Assert.Contains("'qc'", refused.Message, StringComparison.Ordinal);
        Assert.Equal("n", await File.ReadAllTextAsync(Path.Combine(home.Path, "s", "n.txt")));
    }

    [Theory]
    [InlineData("s3://bucket/none")]
    [InlineData("s3://bucket/qc/a.tx")]
    public async Task A_directory_with_nothing_at_its_address_is_told_and_not_taken_for_an_empty_one(string address)
    {
        using var home = new TemporaryFolder();
        var bucket = new MemoryStore();
        await bucket.PutAsync(Location.Parse("s3://bucket/qc/a.txt"), ObjectContent.Of("a"u8.ToArray()), new PutOptions());
        var stub = new StubWes().On("GET", "/runs/r", """{"run_id":"r","outputs":{"qc":{"class":"Directory","location":"ADDRESS"}}}""".Replace("ADDRESS", address, StringComparison.Ordinal));
        var tasks = new WesTasks(StubWes.Client(stub), transfers: new TransferEngine(new ObjectStores(new LocalFileStore(), bucket), new TransferOptions { StateFolder = Path.Combine(home.Path, "state") }));

        var failed = await Assert.ThrowsAsync<IOException>(() => tasks.FetchOutputsAsync("r", Path.Combine(home.Path, "r")));

        Assert.Contains(address, failed.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(home.Path, "r", "qc")));
    }

    [Fact]
    public async Task A_file_of_the_servers_own_machine_is_not_taken_from_this_one()
    {
        using var home = new TemporaryFolder();
        var secret = Path.Combine(home.Path, "secret.txt");
        await File.WriteAllTextAsync(secret, "secret");

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => new WesTasks(
            StubWes.Client(Outputs(new Uri(secret).AbsoluteUri)), transfers: new TransferEngine(new ObjectStores())).FetchOutputsAsync("r", Path.Combine(home.Path, "home")));

        Assert.Contains("server's own machine", refused.Message, StringComparison.Ordinal);
    }

    private static StubWes Outputs(string address) =>
        new StubWes().On("GET", "/runs/r", JsonSerializer.Serialize(new { run_id = "r", outputs = new Dictionary<string, string> { ["wf.out"] = address } }));

    [Fact]
    public void Outputs_are_found_in_every_form_and_keep_names_of_their_own()
    {
        using var json = JsonDocument.Parse("""
            {"a":{"class":"File","location":"https://h/x/r.txt","size":1,"secondaryFiles":[{"class":"File","location":"https://h/x/r.txt.idx"}]},
             "d":{"class":"Directory","listing":[{"class":"File","path":"https://h/y/r.txt","basename":"r.txt"}]},
             "list":[{"file_name":"out/a b.txt","file_url":"https://h/a%20b.txt"}],"wf.bam":"s3://b/k/wf.bam?versionId=1","n":1,"text":"plain words","evil":[{"file_name":"../../evil","file_url":"https://h/evil"}]}
            """);

        var outputs = OutputFiles.Of(json.RootElement).ToList();

        Assert.Equal(["/a", "/a/secondaryFiles/0", "/d/listing/0", "/list/0", "/wf.bam", "/evil/0"], outputs.Select(output => output.Pointer));
        Assert.Equal(["r.txt", "r.txt.idx", "d/r.txt", "out/a b.txt", "wf.bam", "evil"], OutputNames.Of(outputs).Select(named => named.Name));
    }

    [Fact]
    public void Directories_keep_their_folders_and_files_what_goes_along_with_them_where_names_collide()
    {
        using var json = JsonDocument.Parse("""
            {"a":{"class":"File","location":"https://h/1","basename":"x.bam","secondaryFiles":[{"class":"File","location":"https://h/2","basename":"x.bam.bai"}]},
             "b":{"class":"File","location":"https://h/3","basename":"X.bam","secondaryFiles":[{"class":"File","location":"https://h/4","basename":"X.bam.bai"},
                {"class":"Directory","basename":"more","listing":[{"class":"File","location":"https://h/5","basename":"y"}]}]},
             "c":{"class":"Directory","basename":"results","listing":[{"class":"File","location":"https://h/6","basename":"r.txt"},
                {"class":"Directory","basename":"deep","listing":[{"class":"File","location":"https://h/7","basename":"../r.txt"}]},{"class":"Directory","basename":"empty","listing":[]}]},
             "d":{"class":"Directory","location":"https://h/one"},"e":{"class":"Directory","location":"https://h/two/one/","listing":[{"class":"File","location":"https://h/8","basename":"s"}]}}
            """);

        var named = OutputNames.Of([.. OutputFiles.Of(json.RootElement)]);

        Assert.Equal(
            ["a/x.bam", "a/x.bam.bai", "b/X.bam", "b/X.bam.bai", "b/more/y", "results/r.txt", "results/deep/r.txt", "results/empty", "d/one", "e/one/s"],
            named.Select(output => output.Name));
    }

    [Theory]
    [InlineData(new[] { "a.txt", "A.TXT" }, new[] { "_0/a.txt", "_1/A.TXT" })]
    [InlineData(new[] { "a", "a/b" }, new[] { "a", "_1/a/b" })]
    [InlineData(new[] { "a/b", "A" }, new[] { "a/b", "_1/A" })]
    [InlineData(new[] { "../x", "x" }, new[] { "_0/x", "_1/x" })]
    [InlineData(new[] { "_1/x", "x", "X" }, new[] { "_1/x", "_1-2/x", "_2/X" })]
    public void No_output_takes_the_place_of_another_whatever_the_file_system_tells_apart(string[] given, string[] expected)
    {
        var outputs = given.Select((name, index) => new WesOutput { Pointer = $"/_{index}", Name = name, Address = "https://h/x" }).ToList();

        Assert.Equal(expected, OutputNames.Of(outputs).Select(named => named.Name));
    }

    [Fact]
    public async Task A_workflow_of_a_tool_registry_is_fetched_with_its_files_and_sent_along()
    {
        await using var registry = await StubRegistry.StartAsync();
        var tasks = new WesTasks(StubWes.Client(new StubWes()));

        var request = await tasks.CollectAsync(new WorkflowSubmission { Workflow = $"{registry.Url}ga4gh/trs/v2/tools/%23workflow%2Fgithub.com%2Fsage%2Fcount/versions/v1%2F0" });

        Assert.Equal(("main.cwl", "CWL", "v1.2"), (request.WorkflowUrl, request.WorkflowType, request.WorkflowTypeVersion));
        Assert.Equal([("main.cwl", "cwlVersion: v1.2"), ("tools/sort.cwl", "sort"), ("words.txt", null)], request.Attachments.Select(attachment => (attachment.Name, attachment.Text)));
        Assert.Equal(Latin, await SentAsync(request, "words.txt"));
        var prepared = (await new WesRuns(StubWes.Client(new StubWes())).PrepareAsync(request)).Request;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Latin)), prepared.Attachments[2].Sha256);
        Assert.Equal(
            ["/ga4gh/trs/v2/tools/%23workflow%2Fgithub.com%2Fsage%2Fcount/versions/v1%2F0", "/ga4gh/trs/v2/tools/%23workflow%2Fgithub.com%2Fsage%2Fcount/versions/v1%2F0/CWL/files"],
            registry.Asked.Take(2));
    }

    [Theory]
    [InlineData("trs://dockstore.org/%23workflow%2Fa/main", "https://dockstore.org/api/ga4gh/trs/v2", "#workflow/a", "main", null)]
    [InlineData("trs://host.example.org/tool/1.0/PLAIN_WDL", "https://host.example.org/ga4gh/trs/v2", "tool", "1.0", "WDL")]
    [InlineData("https://h/api/ga4gh/trs/v2/tools/t/versions/1/CWL/descriptor/main.cwl", "https://h/api/ga4gh/trs/v2", "t", "1", "CWL")]
    public void Addresses_of_registries_are_read(string text, string registry, string id, string version, string? type)
    {
        Assert.True(TrsAddress.TryParse(text, out var address));
        Assert.Equal((registry, id, version, type), (address.Registry.ToString(), address.Id, address.Version, address.Type));
    }

    /// <summary>Words in Latin-1, which are no UTF-8.</summary>
    private static byte[] Latin => Encoding.Latin1.GetBytes("résumé");

    private static async Task<byte[]> SentAsync(WesRunRequest request, string name)
    {
        using var content = new RunRequestContent(request);
        var sent = await content.ReadAsByteArrayAsync();
        var start = sent.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"filename=\"{name}\""));
        start += sent.AsSpan(start).IndexOf("\r\n\r\n"u8) + 4;
        return sent[start..(start + sent.AsSpan(start).IndexOf("\r\n--"u8))];
    }

    private static T Again<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value))!;

    /// <summary>A tool registry with one workflow of two files.</summary>
    private sealed class StubRegistry : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<string> _asked = new();

        public Uri Url { get; private set; } = null!;

        public IEnumerable<string> Asked => _asked;

        public static Task<StubRegistry> StartAsync()
        {
            var registry = new StubRegistry();
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            registry.Url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            registry._listener.Prefixes.Add(registry.Url.ToString());
            registry._listener.Start();
            _ = registry.ServeAsync();
            return Task.FromResult(registry);
        }

        public ValueTask DisposeAsync()
        {
            _listener.Close();
            return ValueTask.CompletedTask;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    _asked.Enqueue(context.Request.RawUrl!);
                    var (type, body) = Answer(context.Request.RawUrl!);
                    context.Response.ContentType = type;
                    await context.Response.OutputStream.WriteAsync(body);
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The listener was closed.
            }
        }

        private static (string, byte[]) Answer(string path) => path switch
        {
            _ when path.EndsWith("/files", StringComparison.Ordinal) => ("application/json", Encoding.UTF8.GetBytes(new JsonArray(
                File("/main.cwl", "PRIMARY_DESCRIPTOR"), File("/tools/sort.cwl", "SECONDARY_DESCRIPTOR"), File("test.json", "TEST_FILE"), File("words.txt", "OTHER")).ToJsonString())),
            _ when path.EndsWith("main.cwl", StringComparison.Ordinal) => ("text/plain", "cwlVersion: v1.2"u8.ToArray()),
            _ when path.EndsWith("sort.cwl", StringComparison.Ordinal) => ("text/plain", "sort"u8.ToArray()),
            _ when path.EndsWith("words.txt", StringComparison.Ordinal) => ("text/plain", Latin),
            _ => ("application/json", """{"descriptor_type":["CWL"]}"""u8.ToArray()),
        };

        private static JsonObject File(string path, string type) => new() { ["path"] = path, ["file_type"] = type };
    }
}

/// <summary>Debian's cwltool runs a real CWL workflow on the local WES through the guard.</summary>
[RequiresServer("cwltool")]
public sealed class CwlRunTests
{
    private const string Main = """
        cwlVersion: v1.2
        class: Workflow
        inputs: {words: File}
        outputs:
          counted: {type: File, outputSource: count/out}
        steps:
          sort: {run: tools/sort.cwl, in: {words: words}, out: [out]}
          count: {run: tools/count.cwl, in: {words: sort/out}, out: [out]}
        """;

    [ServerFact]
    public async Task A_workflow_of_two_steps_runs_once_and_its_result_comes_home_verified()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "main.cwl", Main);
        Write(folder, "tools/sort.cwl", Tool("[sort]", "sorted.txt"));
        Write(folder, "tools/count.cwl", Tool("[uniq, -c]", "counted.txt"));
        Write(folder, "data/words.txt", "b\na\nb\n");
        await using var wes = await LocalWes.StartAsync();
        var tasks = new WesTasks(wes.Connect(), new WesRuns(wes.Connect(), new WesRunsOptions { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(2) }));
        var submission = new WorkflowSubmission
        {
            Workflow = "main.cwl",
            Folder = folder.Path,
            Parameters = new() { ["words"] = new JsonObject { ["class"] = "File", ["location"] = "data/words.txt" } },
        };

        var first = await tasks.SubmitAsync(submission);
        await tasks.WaitAsync(first, new WatchOptions { MinInterval = TimeSpan.FromMilliseconds(50) });
        var second = await tasks.SubmitAsync(submission);
        var fetched = Assert.Single(await tasks.FetchOutputsAsync(first.RunId, Path.Combine(folder.Path, "home")));

        Assert.Equal((first.RunId, SubmissionOutcome.Reused), (second.RunId, second.Outcome));
        Assert.Equal("      1 a\n      2 b\n", await File.ReadAllTextAsync(fetched.Path));
        Assert.NotNull(fetched.Output.Sha1);
        Assert.Equal(["sort", "count"], await wes.Connect().ListTasksAsync(first.RunId).Select(task => task.Name!).ToListAsync());
        Assert.Single(wes.Journal.OfKind("run.created"));
    }

    private static string Tool(string command, string output) => $$$$"""
        cwlVersion: v1.2
        class: CommandLineTool
        baseCommand: {{{{command}}}}
        inputs: {words: {type: File, inputBinding: {position: 1}}}
        stdout: {{{{output}}}}
        outputs: {out: {type: stdout}}
        """;

    private static void Write(TemporaryFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
