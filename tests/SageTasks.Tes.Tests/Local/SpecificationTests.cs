using System.Collections.Concurrent;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Tes.Tests.Local;

/// <summary>Every request that the client sends is one that the published API knows, body and all; and tasks that are really executed.</summary>
public sealed class SpecificationTests
{
    private const string Spec = "ga4gh/tes-v1.1.openapi.yaml";
    private const string ServiceSpec = "ga4gh/service-info-1.0.0.yaml";
    private const string Base = "/ga4gh/tes/v1";

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(100) };

    [SpecFact(Spec, ServiceSpec)]
    public async Task Requests_hold_to_the_published_API()
    {
        var seen = new ConcurrentQueue<ObservedExchange>();
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions
        {
            Observer = seen.Enqueue,
            Simulation = new LocalTesSimulation { Runs = null },
            BackendParameters = ["vm_size"],
        });
        var client = tes.ConnectNoting();
        var built = await new TesTaskBuilder("all")
            .Describe("everything that a task can have")
            .Input("/in/a", "s3://b/a", "a").InputDirectory("/in/d", "s3://b/d/").InputText("/in/t", "text")
            .Output("/out/a", "s3://b/o/a").OutputDirectory("/out/d", "s3://b/o/d/").OutputsMatching("/out/*.txt", "/out", "s3://b/o/t/")
            .Run("debian", ["sh", "/in/t"], executor => executor with
            {
                Workdir = "/w",
                Stdin = "/in/a",
                Stdout = "/out/a",
                Stderr = "/out/e",
                Env = new Dictionary<string, string> { ["A"] = "1" },
                IgnoreError = true,
            })
            .Volume("/scratch").Tag("k", "v").SubmittedBy(new TaskSubmitter { Name = "sagetasks" })
            .Needs(cpuCores: 2, ramGb: 0.5, diskGb: 10).Preemptible().Zones("west").MachineType("D4").Strict()
            .BuildForAsync(client);

        var id = await client.CreateTaskAsync(built.Task);
        await client.GetTaskAsync(id);
        await client.ListTasksAsync(new TesTaskQuery { NamePrefix = "a", State = TesState.Running, Tags = [new("k"), new("ms-submitter-name", "sagetasks")], View = TesView.Full, PageSize = 10 }).ToListAsync();
        await client.GetTasksPageAsync();
        await client.GetServiceInfoAsync();
        await client.GetBaseAddressAsync();
        await client.CancelTaskAsync(id);

        Assert.Empty(ClientMethods.NotCalled(client));
        var checker = OpenApiChecker.Load(Specs.PathOf(Spec), Specs.PathOf(ServiceSpec));
        Assert.Equal([], seen.SelectMany(exchange => checker.CheckRequest(Exchange(exchange))).Distinct());
    }

    [Fact]
    public async Task A_command_that_is_really_executed_leaves_what_it_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        var input = Path.Combine(folder.Path, "reads.txt");
        var output = Path.Combine(folder.Path, "out", "lines.txt");
        await File.WriteAllTextAsync(input, "a\nb\nc\n");
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Sandbox = LocalTesSandbox.Processes });
        var commands = new TesCommands(tes.Connect(), new TesRuns(tes.Connect(), new TesRunsOptions { SettleTime = TimeSpan.FromMilliseconds(100), CommitHorizon = TimeSpan.FromMilliseconds(200) }));
        var count = new TesCommand
        {
            Image = "debian:12",
            Command = ["sh", "-c", "wc -l < /in/reads.txt > /out/lines.txt; echo counted >&2; exit $CODE"],
            Inputs = new Dictionary<string, Location> { ["/in/reads.txt"] = Location.FromPath(input) },
            Outputs = new Dictionary<string, Location> { ["/out/lines.txt"] = Location.FromPath(output) },
            Env = new Dictionary<string, string> { ["CODE"] = "0" },
        };

        var result = await commands.RunAsync(count, watch: Eager);
        var again = await commands.RunAsync(count, watch: Eager);
        var failed = await Assert.ThrowsAsync<RunFailedException>(() => commands.RunAsync(count with { Env = new Dictionary<string, string> { ["CODE"] = "3" } }, watch: Eager));

        Assert.Equal("3", (await File.ReadAllTextAsync(output)).Trim());
        Assert.Equal(2, Assert.Single(result.Outputs).Size);
        Assert.Equal(SubmissionOutcome.Reused, again.Outcome);
        Assert.Contains("counted", failed.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", failed.Message, StringComparison.Ordinal);
    }

    private static ApiExchange Exchange(ObservedExchange seen) => new()
    {
        Method = seen.Method,
        Path = seen.Path.StartsWith(Base, StringComparison.Ordinal) ? seen.Path[Base.Length..] : seen.Path,
        Query = [.. seen.Query.Select(pair => pair.Key)],
        RequestType = seen.RequestType,
        RequestBody = seen.RequestBody,
        Status = seen.Status,
        AnswerType = seen.AnswerType,
        AnswerBody = seen.AnswerBody,
    };
}
