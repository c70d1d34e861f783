using RoundTrip.Pipelines;
using SageTasks.Testing;
using SageTasks.Tower;

namespace RoundTrip.Platforms;

/// <summary>The Tower that the job works with: the embedded one, which keeps its state in a folder.</summary>
internal sealed class TowerPlatform : IAsyncDisposable
{
    private const string Token = "round-trip-token";

    private readonly LocalTower _embedded;

    private TowerPlatform(LocalTower embedded, string folder)
    {
        (_embedded, Folder) = (embedded, folder);
        Client = new TowerClient(new TowerClientOptions { Endpoint = embedded.Url, Token = Token, WorkspaceId = embedded.WorkspaceId });
        Runs = new TowerRuns(Client, new TowerRunsOptions { Service = "tower:local", SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(2) });
    }

    public TowerClient Client { get; }

    public TowerRuns Runs { get; }

    public Uri Address => Client.Endpoint;

    public string Folder { get; }

    /// <summary>Starts it with what an earlier execution left in the folder, interrupted runs included.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<TowerPlatform> EmbedAsync(string stateFolder, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(stateFolder, "tower");
        try
        {
            var tower = await LocalTower.StartAsync(new LocalTowerOptions { StateFolder = folder, Token = Token }, cancellationToken);
            tower.AddPipeline(ReadStatsPipeline.Url, (run, token) => ReadStatsPipeline.RunAsync(new EmbeddedRun(run), token));
            tower.AddPipeline(ReportPipeline.Url, (run, token) => ReportPipeline.RunAsync(new EmbeddedRun(run), token));
            return new TowerPlatform(tower, folder);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _embedded.DisposeAsync();
}
