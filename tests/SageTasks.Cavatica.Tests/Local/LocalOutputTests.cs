using System.Text;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Local;

/// <summary>What real tasks of a local Cavatica wrote, its DRS objects, and its WES runs.</summary>
public sealed class LocalOutputTests : IAsyncLifetime, IDisposable
{
    private const string Cwl = """
        {"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"text":"File","name":"string"},
         "outputs":{"upper":"File","parts":"File[]","lines":"int"}}
        """;

    private readonly TemporaryFolder _folder = new();

    private LocalCavatica _cavatica = null!;
    private CavaticaClient _client = null!;
    private string _project = null!;
    private string _app = null!;

    public async Task InitializeAsync()
    {
        _cavatica = await LocalCavatica.StartAsync();
        _client = _cavatica.Connect();
        _project = _cavatica.AddProject("study");
        _app = _cavatica.AddApp(_project, "split", Cwl);
        _cavatica.RunApp(_app, SplitAsync);
    }

    public async Task DisposeAsync() => await _cavatica.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Outputs_are_found_by_their_names_and_by_their_origin_alike()
    {
        var task = await RunAsync("one");
        await RunAsync("two");

        var outputs = await new CavaticaOutputs(_client).CollectAsync(task.Id);
        var byOrigin = await _client.ListFilesAsync(new FileQuery { Project = _project, OriginTask = task.Id }).ToListAsync();

        Assert.Equal(["upper:one.txt", "parts:one.1", "parts:one.2"], outputs.Select(output => $"{output.OutputId}:{output.File.Name}"));
        Assert.Equal(byOrigin.Select(file => file.Id).Order(), outputs.Select(output => output.File.Id).Order());
        Assert.All(outputs, output => Assert.Equal(task.Id, output.TaskId));
    }

    [Fact]
    public async Task Outputs_that_were_moved_are_found_by_name_and_copies_of_others_are_not_taken_for_them()
    {
        var task = await RunAsync("one");
        var outputs = new CavaticaOutputs(_client);
        var before = await outputs.CollectAsync(task.Id);
        var folder = _cavatica.AddFolder(_project, "kept");
        await _client.MoveFileAsync(before[0].File.Id, new FileDestination { Parent = folder });
        await _client.CopyFileAsync(before[1].File.Id, new FileDestination { Project = _project, Name = "copy" });

        Assert.Equal(before.Select(output => output.File.Id), (await outputs.CollectAsync(task.Id)).Select(output => output.File.Id));
    }

    [Fact]
    public async Task Outputs_that_are_folders_are_collected_with_all_that_is_in_them()
    {
        var app = _cavatica.AddApp(_project, "report", """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{},"outputs":{"report":"Directory"}}""");
        _cavatica.RunApp(app, async (job, stop) =>
        {
            Directory.CreateDirectory(Path.Combine(job.Folder, "report", "images"));
            await File.WriteAllTextAsync(Path.Combine(job.Folder, "report", "index.html"), "<html/>", stop);
            await File.WriteAllTextAsync(Path.Combine(job.Folder, "report", "images", "a.svg"), "<svg/>", stop);
            job.AddOutput("report", "report");
        });
        var task = await _client.CreateTaskAsync(new TaskRequest { Project = _project, App = app }, run: true);
        await EndAsync(task.Id);

        var outputs = await new CavaticaOutputs(_client).CollectAsync(task.Id);

        Assert.Equal("Directory", (await _client.GetTaskAsync(task.Id)).Outputs!["report"]!["class"]!.ToString());
        Assert.Equal(["report:images/a.svg", "report:index.html"], outputs.Select(output => $"{output.OutputId}:{output.Path}").Order(StringComparer.Ordinal));
        Assert.Equal(["report"], await _client.ListFilesAsync(new FileQuery { Project = _project }).Where(file => file.Type == CavaticaFileType.Folder).Select(file => file.Name).ToListAsync(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_batchs_outputs_are_those_of_its_children()
    {
        string[] files = [Text("a"), Text("b")];
        var batch = await _client.CreateTaskAsync(
            new TaskRequest
            {
                Project = _project,
                App = _app,
                Inputs = new TaskInputs().AddFiles("text", files).Add("name", "part").ToJson(),
                BatchInput = "text",
                BatchBy = new BatchBy { Type = BatchType.Item },
            },
            run: true);
        await EndAsync(batch.Id);

        var outputs = await new CavaticaOutputs(_client).CollectAsync(batch.Id);

        Assert.Equal(6, outputs.Count);
        Assert.Equal(await _client.ListBatchChildrenAsync(batch.Id).Select(child => child.Id).ToListAsync(), outputs.Select(output => output.TaskId).Distinct(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_minted_URI_leads_to_the_bytes()
    {
        var task = await RunAsync("one");
        var outputs = await new CavaticaOutputs(_client).CollectAsync(task.Id);

        var minted = await new CavaticaDrs(_client).MintAsync([.. outputs.Select(output => output.File.Id)]);

        Assert.Equal(outputs.Select(output => $"drs://{_cavatica.Ga4ghUrl.Authority}/{output.File.Id}"), minted.Select(uri => uri.DrsUri));
        Assert.Equal(outputs.Select(output => (output.File.Name, output.File.Size)), minted.Select(uri => (uri.Name, uri.Size)));
        var access = (await _client.GetDrsObjectAsync(minted[0].FileId)).AccessMethods[0];
        using var http = new HttpClient();
        Assert.Equal("A B", await http.GetStringAsync(new Uri((await _client.GetDrsAccessAsync(minted[0].FileId, access.AccessId!)).Url!)));
    }

    [Fact]
    public async Task Files_are_imported_into_another_project_by_their_URIs_once()
    {
        var task = await RunAsync("one");
        var minted = await new CavaticaDrs(_client).MintAsync([.. (await new CavaticaOutputs(_client).CollectAsync(task.Id)).Select(output => output.File.Id)]);
        var other = _cavatica.AddProject("other");
        DrsFile[] items = [.. minted.Select(uri => new DrsFile { DrsUri = uri.DrsUri, Name = uri.Name!, Project = other }),
            new DrsFile { DrsUri = new CavaticaDrs(_client).Compose("0123456789abcdef01234567"), Name = "none", Project = other }];
        var imports = new CavaticaDrsImports(_client);
        _cavatica.Faults.Strike(FaultKind.DropReply, "POST /bulk/drs/imports/create");

        var first = await imports.ImportAsync(items);
        var again = await imports.ImportAsync(items[..^1]);

        Assert.Equal(["one.txt", "one.1", "one.2"], await _client.ListFilesAsync(new FileQuery { Project = other }).Select(file => file.Name).ToListAsync(), StringComparer.Ordinal);
        Assert.Equal(first.Take(3).Select(result => result.FileId), again.Select(result => result.FileId));
        Assert.DoesNotContain(again, result => result.IsNew || result.Error is not null);
        Assert.NotNull(first[3].Error);
        Assert.DoesNotContain(minted, uri => first.Any(result => result.FileId == uri.FileId));
        Assert.Equal(1, _cavatica.Faults.Injected[FaultKind.DropReply]);
    }

    [Fact]
    public async Task Objects_of_another_server_are_imported_by_their_URIs()
    {
        await using var drs = await LocalDrs.StartAsync();
        var id = drs.Add(new LocalDrsObject { Name = "reads.fq" }, "ACGT"u8.ToArray());

        var result = Assert.Single(await new CavaticaDrsImports(_client).ImportAsync([new DrsFile { DrsUri = $"drs://{drs.Authority}/{id}", Name = "mine.fq", Project = _project }]));

        Assert.True(result.IsNew, result.Error);
        Assert.Equal(("mine.fq", 4L), ((await _client.GetFileAsync(result.FileId!)).Name, (await _client.GetFileAsync(result.FileId!)).Size!.Value));
    }

    [Fact]
    public async Task A_task_is_a_WES_run_whose_outputs_are_DRS_URIs()
    {
        var task = await RunAsync("one");
        var outputs = await new CavaticaOutputs(_client).CollectAsync(task.Id);

        var run = await _client.GetWesRunAsync(task.Id);

        Assert.Equal("COMPLETE", run.State);
        Assert.Contains(task.Id, await _client.ListWesRunsAsync().Select(one => one.RunId).ToListAsync());
        Assert.Equal(new CavaticaDrs(_client).Compose(outputs[0].File.Id), run.Outputs!["upper"]!["path"]!.ToString());
        Assert.Equal("one", run.Request!.WorkflowParams!["inputs"]!["name"]!.ToString());
    }

    private async Task<CavaticaTask> RunAsync(string name)
    {
        var runs = new CavaticaRuns(_client, new CavaticaRunsOptions { Project = _project, SettleTime = TimeSpan.FromMilliseconds(100), CommitHorizon = TimeSpan.FromMilliseconds(100) });
        var submission = await new SubmissionGuard().SubmitAsync(runs, new RunPlan<TaskRequest>
        {
            Request = new TaskRequest { Project = _project, App = _app, Inputs = new TaskInputs().AddFile("text", Text(name)).Add("name", name).ToJson() },
        });
        await EndAsync(submission.RunId);
        return await _client.GetTaskAsync(submission.RunId);
    }

    private async Task EndAsync(string taskId)
    {
        var task = await _client.GetTaskAsync(taskId);
        while (!CavaticaTaskStatus.Completed.Equals(task.Status))
        {
            Assert.NotEqual(CavaticaTaskStatus.Failed, task.Status);
            await Task.Delay(20);
            task = await _client.GetTaskAsync(taskId);
        }
    }

    private string Text(string name) => _cavatica.AddFile(_project, $"{name}.in", Encoding.UTF8.GetBytes("a b"));

    private static async Task SplitAsync(LocalCavaticaJob job, CancellationToken cancellationToken)
    {
        var (name, text) = (job.Inputs.GetProperty("name").GetString(), await File.ReadAllTextAsync(job.Inputs.GetProperty("text").GetProperty("path").GetString()!, cancellationToken));
        await File.WriteAllTextAsync(Path.Combine(job.Folder, $"{name}.txt"), text.ToUpperInvariant(), cancellationToken);
        job.AddOutput("upper", $"{name}.txt");
        foreach (var (part, index) in text.Split(' ').Select((part, index) => (part, index + 1)))
        {
            await File.WriteAllTextAsync(Path.Combine(job.Folder, $"{name}.{index}"), part, cancellationToken);
            job.AddOutput("parts", $"{name}.{index}");
        }
    }
}
