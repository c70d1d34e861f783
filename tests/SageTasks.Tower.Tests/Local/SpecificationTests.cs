using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Tower.Tests.Local;

/// <summary>
/// Every request that the client can send is one that the published API knows, and every answer that the local Tower gives to it is one
/// that the published API declares. A method of the client that no scene here calls fails the test.
/// </summary>
public sealed class SpecificationTests
{
    private const string Spec = "tower/seqera-api-cloud.yaml";
    private const string Repository = "https://github.com/sage/stats";

    private readonly ConcurrentQueue<ObservedExchange> _seen = new();

    [SpecFact(Spec)]
    public async Task Requests_and_answers_hold_to_the_published_API()
    {
        await using var tower = await LocalTower.StartAsync(new LocalTowerOptions { Observer = _seen.Enqueue });
        tower.AddPipeline(new LocalPipeline
        {
            Url = Repository,
            Schema = """{"type":"object","properties":{"input":{"type":"string"}}}""",
            Run = (context, stop) => context.RunTaskAsync(new PipelineTask { Process = "COUNT" }, (task, _) => task.Out.WriteLineAsync("counted"), stop),
        });
        var pipeline = tower.SavePipeline("stats", Repository, "main");
        var client = tower.ConnectNoting();
        var older = tower.ConnectNoting(options => options.OlderDatasets = true);

        await LookAroundAsync(client, tower, pipeline);
        await KeepSecretsAsync(client);
        var run = await LaunchAsync(client);
        await ReadAsync(client, run);
        await KeepSheetsAsync(client);
        await KeepSheetsAsync(older);
        await LabelAsync(client, run);
        await ActAsync(client, tower);
        await BrowseAsync(client, tower);
        await client.CancelRunAsync(run);
        await client.CancelRunAsync(run, force: true);
        await client.DeleteRunAsync(run, force: true);
        await client.DeleteRunsAsync([run]);

        Assert.Equal([], ClientMethods.NotCalled(client, older));
        var checker = OpenApiChecker.Load(Specs.PathOf(Spec));
        Assert.Equal([], _seen.Where(IsDeclared).SelectMany(exchange => checker.Check(Exchange(exchange))).Distinct());
    }

    // The older generation's address of a version is still served, but no longer declared.
    private static bool IsDeclared(ObservedExchange exchange) =>
        !(exchange.Path.StartsWith("/workspaces/", StringComparison.Ordinal) && exchange.Path.Contains("/v/", StringComparison.Ordinal));

    private static async Task LookAroundAsync(TowerClient client, LocalTower tower, long pipeline)
    {
        await client.GetServiceInfoAsync();
        await client.FindWorkspaceAsync("SAGE/local");
        await client.ListOrganizationsAsync();
        await client.ListWorkspacesOfAsync(tower.OrganizationId);
        await client.GetWorkspaceAsync(tower.OrganizationId, tower.WorkspaceId);
        Assert.Equal(250, (await client.GetQuotasAsync(tower.OrganizationId)).MaxRunHistory);
        Assert.Equal("local", (await client.FindComputeEnvAsync("local")).Name);
        await client.ListComputeEnvsAsync(ComputeEnvStatus.Available);
        await client.GetComputeEnvAsync((await client.GetPrimaryComputeEnvAsync()).Id);
        Assert.Equal(pipeline, (await client.FindPipelineAsync("stats")).PipelineId);
        await client.ListPipelinesAsync(new PipelineQuery { WithDetails = true }).CountAsync();
        await client.GetPipelineAsync(pipeline);
        await client.GetPipelineLaunchAsync(pipeline);
        var version = Assert.Single((await client.ListPipelineVersionsPageAsync(pipeline)).Versions).Version!;
        Assert.Equal(Repository, (await client.GetPipelineLaunchAsync(pipeline, versionId: version.Id)).Pipeline);
        Assert.True(version.IsDefault);
        Assert.NotNull(await client.GetPipelineSchemaAsync(pipeline));
        Assert.NotNull((await client.GetPipelineInfoAsync(Repository, "main")).CommitId);
        Assert.Equal(RunNameCheck.Malformed, await client.CheckRunNameAsync("1st"));
        Assert.Equal(RunNameCheck.Free, await client.CheckRunNameAsync(await client.GetRandomRunNameAsync()));
    }

    private static async Task KeepSecretsAsync(TowerClient client)
    {
        await client.InWorkspace(null).CreateSecretAsync("A_SECRET", "a-value");
        await client.CreateSecretAsync("B_SECRET", "b-value");
        var id = await client.CreateSecretAsync("C_SECRET", "c-value");
        await client.UpdateSecretAsync(id!.Value, "d-value");
        await client.DeleteSecretAsync(id.Value);
        Assert.Equal("B_SECRET", Assert.Single(await client.ListSecretsAsync()).Name);
    }

    private static async Task ActAsync(TowerClient client, LocalTower tower)
    {
        var body = $$"""{"name":"nightly","source":"tower","launch":{"pipeline":"{{Repository}}","computeEnvId":"{{tower.ComputeEnvId}}","workDir":"s3://work"} }""";
        using var answer = await PostAsync(tower, "/actions", body);
        var action = Assert.Single(await client.ListActionsAsync());
        Assert.Equal(Repository, (await client.GetActionAsync(action.Id)).Launch!.Pipeline);
        var run = await client.LaunchActionAsync(action.Id, new() { ["input"] = "b" });
        Assert.Contains("\"b\"", (await client.GetRunLaunchAsync(run!))!.ParamsText, StringComparison.Ordinal);
    }

    private static async Task BrowseAsync(TowerClient client, LocalTower tower)
    {
        using var answer = await PostAsync(tower, "/data-links", """{"name":"reads","provider":"aws","resourceRef":"s3://reads"}""");
        var link = Assert.Single(await client.ListDataLinksAsync().ToListAsync());
        Assert.Equal("s3://reads", link.ResourceRef);
        var folder = Directory.CreateDirectory(Path.Combine(tower.Folder, "buckets", "s3", "reads", "run 1")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), "a");
        Assert.Equal("run 1", Assert.Single(await client.BrowseDataLinkAsync(link.Id).ToListAsync()).Name!.TrimEnd('/'));
        Assert.Equal("a.txt", Assert.Single(await client.BrowseDataLinkAsync(link.Id, "run 1").ToListAsync()).Name);
        Assert.Contains("a.txt", (await client.GetDataLinkDownloadUrlAsync(link.Id, "run 1/a.txt")).AbsolutePath, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(LocalTower tower, string path, string body)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", tower.Token) } };
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await http.PostAsync(new Uri(tower.Url, $"{path}?workspaceId={tower.WorkspaceId}"), content);
        return answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> LaunchAsync(TowerClient client)
    {
        var options = new TowerRunsOptions { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(1) };
        var runs = new TowerRuns(client, options);
        var submission = await new SubmissionGuard().SubmitAsync(runs, new TowerLaunch
        {
            Pipeline = "stats",
            PinRevision = true,
            Parameters = new() { ["input"] = "a" },
            Profiles = ["docker"],
            ConfigText = "process.cpus = 1",
            Labels = ["cohort"],
            MainScript = "main.nf",
            EntryName = "entry",
            SchemaName = "nextflow_schema.json",
            PreRunScript = "true",
            PostRunScript = "true",
            TowerConfig = "reports: {}",
            UserSecrets = ["A_SECRET"],
            WorkspaceSecrets = ["B_SECRET"],
            OutputDir = "s3://out",
            HeadJobCpus = 1,
            HeadJobMemoryMb = 512,
            NextflowVersion = "25.04.0",
            SyntaxParser = NextflowSyntaxParser.V1,
            StubRun = true,
            PullLatest = true,
        });
        await new RunWatcher().WaitAsync(runs, submission);
        return submission.RunId;
    }

    private static async Task ReadAsync(TowerClient client, string run)
    {
        Assert.Equal(1, await client.ListRunsAsync(new RunQuery { Labels = ["cohort"], WithLabels = true }).CountAsync());
        var details = await client.GetRunAsync(run);
        Assert.Equal("cohort", Assert.Single(details.Labels).Name);
        Assert.Equal("""{"input":"a"}""", (await client.GetRunLaunchAsync(run))!.ParamsText);
        Assert.NotNull(await client.GetLaunchAsync(details.Workflow.LaunchId!));
        await client.GetProgressAsync(run);
        Assert.NotEmpty(await client.GetMetricsAsync(run));
        var task = Assert.Single(await client.ListTasksAsync(run).ToListAsync());
        Assert.Equal("COUNT", (await client.GetTaskAsync(run, task.TaskId)).Process);
        Assert.Contains("counted", await client.ReadTaskLogAsync(run, task.TaskId).ToListAsync());
        Assert.NotEmpty(await client.ReadLogAsync(run).ToListAsync());
        await using (await client.OpenRunFileAsync(run, $"nf-{run}.txt"))
        {
            await using var file = await client.OpenTaskFileAsync(run, task.TaskId, ".command.out");
            Assert.Equal('c', file.ReadByte());
        }

        await Assert.ThrowsAsync<AccessDeniedException>(() => client.GetRunAsync("unknown"));
    }

    private static async Task KeepSheetsAsync(TowerClient client)
    {
        var sheet = await new SheetDatasets(client).PutAsync(new SheetUpload { Dataset = "cohort", Content = "sample\na\n"u8.ToArray() });
        await client.GetDatasetAsync(sheet.DatasetId);
        Assert.Equal(sheet.DatasetId, Assert.Single(await client.ListDatasetsAsync().ToListAsync()).Id);
        Assert.Equal(sheet.Version, Assert.Single(await client.ListDatasetVersionsAsync(sheet.DatasetId)).Version);
        var reading = await client.LaunchAsync(new WorkflowLaunchRequest { Pipeline = Repository, ParamsText = new JsonObject { ["input"] = sheet.Url }.ToJsonString() });
        var launch = (await client.GetRunAsync(reading)).Workflow.LaunchId!;
        Assert.Equal(sheet.DatasetId, Assert.Single(await client.ListLaunchDatasetsAsync(launch)).DatasetId);
        await using (var content = await client.OpenDatasetAsync(sheet.DatasetId, sheet.Version, sheet.FileName))
        {
            Assert.Equal('s', content.ReadByte());
        }

        await client.DeleteDatasetAsync(sheet.DatasetId);
    }

    private static async Task LabelAsync(TowerClient client, string run)
    {
        var labels = await new RunLabels(client).FindOrCreateAsync(["brand-new", "owner=ada"]);
        Assert.Contains(await client.ListLabelsAsync("brand-new").ToListAsync(), label => label.Id == labels[0]);
        await client.AddLabelsAsync([run], labels);
        await client.SetLabelsAsync([run], [labels[0]]);
        await client.RemoveLabelsAsync([run], [labels[0]]);
        await client.DeleteLabelAsync(labels[1]);
    }

    private static ApiExchange Exchange(ObservedExchange seen) => new()
    {
        Method = seen.Method,
        Path = seen.Path,
        Query = [.. seen.Query.Select(pair => pair.Key)],
        RequestType = seen.RequestType,
        RequestBody = seen.RequestBody,
        Status = seen.Status,
        AnswerType = seen.AnswerType,
        AnswerBody = seen.AnswerBody,
    };
}
