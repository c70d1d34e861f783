using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Testing;
using SageTasks.Tes.Tests.Local;

namespace SageTasks.Tes.Tests.Cancellation;

/// <summary>Every task of the package, cancelled at each of its requests and called again.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private static readonly TesRunsOptions Quick = new() { SettleTime = TimeSpan.FromMilliseconds(100), CommitHorizon = TimeSpan.FromMilliseconds(200) };

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(100) };

    private LocalTes _tes = null!;
    private int _scenes;

    public static TheoryData<CancellationPoint> Points => [.. Enum.GetValues<CancellationPoint>()];

    public async Task InitializeAsync() => _tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation() });

    public async Task DisposeAsync() => await _tes.DisposeAsync();

    [Theory]
    [MemberData(nameof(Points))]
    public Task Running_a_command(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        Scene,
        async (scope, handler, token) =>
        {
            var result = await Commands(handler).RunAsync(Count(scope), watch: Eager, cancellationToken: token);
            Assert.Equal("s3://bucket/n.txt", Assert.Single(result.Outputs).Url);
        },
        _ => { },
        AssertOnce);

    [Theory]
    [MemberData(nameof(Points))]
    public Task Running_many_commands(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        Scene,
        async (scope, handler, token) =>
        {
            await foreach (var result in Commands(handler).RunAllAsync([Count(scope), Count(scope)], watch: Eager, cancellationToken: token))
            {
                // Whether a task was created is not known where its request was cut off; the next call finds it.
                token.ThrowIfCancellationRequested();
                Assert.Null(result.Error);
            }
        },
        _ => { },
        AssertOnce);

    private Task<string> Scene() => Task.FromResult($"scene-{++_scenes}.");

    private Task AssertOnce(string scope)
    {
        Assert.Single(_tes.Tasks, task => task.Request.GetRawText().Contains(scope, StringComparison.Ordinal));
        return Task.CompletedTask;
    }

    private TesCommands Commands(HttpMessageHandler? handler)
    {
        var client = _tes.Connect(options => options.Http.Handler = handler);
        return new TesCommands(client, new TesRuns(client, Quick));
    }

    private static TesCommand Count(string scope) => new()
    {
        Image = "debian:12",
        Command = ["wc", "-l", "/in/a.txt"],
        Inputs = new Dictionary<string, Location> { ["/in/a.txt"] = Location.Parse("s3://bucket/a.txt") },
        Outputs = new Dictionary<string, Location> { ["/out/n.txt"] = Location.Parse("s3://bucket/n.txt") },
        Env = new Dictionary<string, string> { ["SCENE"] = scope },
    };
}
