using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Synapse;
using SageTasks.Testing;
using SageTasks.Tower;
using Activity = System.Diagnostics.Activity;

namespace SageTasks.Cli.Tests.Telemetry;

/// <summary>What OpenTelemetry shows of a whole round trip: extract from Synapse, launch and wait on Tower, bring the result home.</summary>
public sealed class RoundTripTelemetryTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly List<Activity> _spans = [];
    private readonly List<Metric> _metrics = [];

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Every_step_is_a_span_its_requests_below_it_and_every_name_is_in_the_documentation()
    {
        Submission submission;
        using (Sdk.CreateTracerProviderBuilder().AddSource("SageTasks.*").AddInMemoryExporter(_spans).Build())
        using (Sdk.CreateMeterProviderBuilder().AddMeter("SageTasks.*").AddInMemoryExporter(_metrics).Build())
        {
            submission = await RoundTripAsync();
        }

        var submit = Span("sagetasks.submit", "SageTasks.Core");
        Assert.Equal((submission.Key.Value, "Launched", submission.RunId), (submit.GetTagItem("sagetasks.key"), submit.GetTagItem("sagetasks.outcome"), submit.GetTagItem("sagetasks.run.id")));
        var launch = Span("POST /workflow/launch", "SageTasks.Tower");
        Assert.Equal((submit.SpanId, ActivityKind.Client, 200), (launch.ParentSpanId, launch.Kind, launch.GetTagItem("http.response.status_code")));
        var wait = Span("sagetasks.wait", "SageTasks.Core");
        Assert.Equal((submission.RunId, "Succeeded"), (wait.GetTagItem("sagetasks.run.id"), wait.GetTagItem("sagetasks.run.state")));
        Assert.Contains(_spans, span => span.ParentSpanId == wait.SpanId && span.Source.Name == "SageTasks.Tower");
        var copies = _spans.Where(span => span.DisplayName == "copy").ToList();
        Assert.Equal([5L, 6L], copies.Select(copy => copy.GetTagItem("sagetasks.bytes.moved")));
        Assert.All(copies, copy => Assert.Contains(_spans, span => span.TraceId == copy.TraceId && span.Source.Name == "SageTasks.Synapse"));

        Assert.Equal(11, Sum("sagetasks.transfer.bytes"));
        Assert.Equal(1, Sum("sagetasks.submissions"));
        AreDocumented();
    }

    [Fact]
    public async Task A_submission_that_fails_is_a_span_that_failed()
    {
        await using var tower = await LocalTower.StartAsync();
        using (Sdk.CreateTracerProviderBuilder().AddSource("SageTasks.*").AddInMemoryExporter(_spans).Build())
        {
            tower.AddPipeline("https://github.com/example/hello", "sleep", ["60"]);
            var runs = Runs(tower);
            var submission = await new SubmissionGuard().SubmitAsync(runs, Plan());
            await runs.CancelAsync(submission.RunId);
            await Assert.ThrowsAsync<RunFailedException>(() => new RunWatcher().WaitAsync(runs, submission, new WatchOptions { MinInterval = TimeSpan.FromSeconds(0.1) }));
            await Assert.ThrowsAsync<RunCanceledException>(() => new SubmissionGuard().SubmitAsync(runs, Plan()));
        }

        var wait = Span("sagetasks.wait", "SageTasks.Core");
        Assert.Equal((ActivityStatusCode.Error, "SageTasks.Runs.RunFailedException"), (wait.Status, wait.GetTagItem("error.type")));
        var refused = Assert.Single(_spans, span => span is { DisplayName: "sagetasks.submit", Status: ActivityStatusCode.Error });
        Assert.Equal("SageTasks.Runs.RunCanceledException", refused.GetTagItem("error.type"));
    }

    private async Task<Submission> RoundTripAsync()
    {
        await using var synapse = await LocalSynapse.StartAsync();
        await using var tower = await LocalTower.StartAsync();
        tower.AddPipeline("https://github.com/example/hello", "sh", ["-c", "true"]);
        var project = synapse.CreateProject("Reads");
        await synapse.CreateFileAsync(project, "reads.txt", new MemoryStream("ACGT\n"u8.ToArray()));
        var stores = new ObjectStores();
        stores.Add(new SynapseStore(new SynapseClient(new SynapseClientOptions { Endpoint = synapse.Url, Token = synapse.Token })));
        var engine = new TransferEngine(stores);

        await engine.CopyAsync(Location.Parse($"syn://{project}/reads.txt"), Location.FromPath(_shell["reads.txt"]));
        var runs = Runs(tower);
        var submission = await new SubmissionGuard().SubmitAsync(runs, Plan());
        await new RunWatcher().WaitAsync(runs, submission, new WatchOptions { MinInterval = TimeSpan.FromSeconds(0.1) });
        await engine.CopyAsync(Location.FromPath(_shell.Write("result.txt", "done!\n")), Location.Parse($"syn://{project}/result.txt"));
        return submission;
    }

    private static RunPlan<TowerLaunch> Plan() => new() { Request = new TowerLaunch { Pipeline = "https://github.com/example/hello", Revision = "main", WorkDir = "s3://lab/work", CheckParameters = false } };

    private static TowerRuns Runs(LocalTower tower) => new(
        new TowerClient(new TowerClientOptions { Endpoint = tower.Url, Token = tower.Token, WorkspaceId = tower.WorkspaceId }), new TowerRunsOptions { SettleTime = TimeSpan.FromSeconds(0.2) });

    private Activity Span(string name, string source)
    {
        var span = Assert.Single(_spans, span => span.DisplayName == name);
        Assert.Equal(source, span.Source.Name);
        return span;
    }

    private long Sum(string instrument)
    {
        var (metric, sum) = (Assert.Single(_metrics, metric => metric.Name == instrument), 0L);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            sum += point.GetSumLong();
        }

        return sum;
    }

    private void AreDocumented()
    {
        var page = File.ReadAllText(Documentation());
        var names = _spans.Where(span => span.Kind != ActivityKind.Client).Select(span => span.DisplayName)
            .Concat(_spans.SelectMany(span => span.TagObjects).Select(tag => tag.Key))
            .Concat(_spans.Select(span => span.Source.Name))
            .Concat(_metrics.Select(metric => metric.Name))
            .Concat(_metrics.Select(metric => metric.MeterName));
        Assert.All(names.Distinct(), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
        Assert.All(_metrics, metric => Assert.Contains($"| `{metric.Name}` | `{metric.Unit}` |", page, StringComparison.Ordinal));
    }

    private static string Documentation()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "telemetry.md")))
        {
            folder = folder.Parent ?? throw new FileNotFoundException("There is no docs/telemetry.md above the tests.");
        }

        return Path.Combine(folder.FullName, "docs", "telemetry.md");
    }
}
