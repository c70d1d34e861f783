using RoundTrip.Pipelines;
using SageTasks.Synapse;
using SageTasks.Testing;
using SageTasks.Tower;

namespace RoundTrip;

/// <summary>The embedded local platforms, which keep their state in a folder, and a client of each.</summary>
internal sealed class Platforms : IAsyncDisposable
{
    private const string Token = "round-trip-token";

    private readonly LocalSynapse _synapse;
    private readonly LocalTower _tower;

    private Platforms(LocalSynapse synapse, LocalTower tower, string stateFolder)
    {
        (_synapse, _tower) = (synapse, tower);
        (SynapseFolder, TowerFolder) = (Path.Combine(stateFolder, "synapse"), Path.Combine(stateFolder, "tower"));
        Synapse = new SynapseClient(new SynapseClientOptions { Endpoint = synapse.Url, Token = Token });
        Tower = new TowerClient(new TowerClientOptions { Endpoint = tower.Url, Token = Token, WorkspaceId = tower.WorkspaceId });
    }

    public SynapseClient Synapse { get; }

    public TowerClient Tower { get; }

    public Uri SynapseUrl => _synapse.Url;

    public Uri TowerUrl => _tower.Url;

    public string SynapseFolder { get; }

    public string TowerFolder { get; }

    /// <summary>Starts both, with what an earlier execution left in the folder.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<Platforms> StartAsync(string stateFolder, CancellationToken cancellationToken)
    {
        try
        {
            var synapse = await LocalSynapse.StartAsync(
                new LocalSynapseOptions { StateFolder = Path.Combine(stateFolder, "synapse"), Token = Token }, cancellationToken);
            var tower = await LocalTower.StartAsync(
                new LocalTowerOptions { StateFolder = Path.Combine(stateFolder, "tower"), Token = Token }, cancellationToken);
            tower.AddPipeline(ReadStatsPipeline.Url, ReadStatsPipeline.RunAsync);
            tower.AddPipeline(ReportPipeline.Url, ReportPipeline.RunAsync);
            return new Platforms(synapse, tower, stateFolder);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _tower.DisposeAsync();
        await _synapse.DisposeAsync();
    }
}
