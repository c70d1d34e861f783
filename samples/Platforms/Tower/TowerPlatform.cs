using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Tower;

namespace SageTasks.Samples;

/// <summary>The Tower that the job works with: a real one, or the embedded one, which keeps its state in a folder.</summary>
internal sealed class TowerPlatform : IAsyncDisposable
{
    private const string EmbeddedToken = "sample-token";
    private const string TokenVariable = "TOWER_ACCESS_TOKEN";

    // On this machine no proxy holds a launch back, and lists show a new run at once.
    private static readonly TowerRunsOptions OnThisMachine = new()
    {
        Service = "tower:local",
        SettleTime = TimeSpan.FromSeconds(1),
        CommitHorizon = TimeSpan.FromSeconds(2),
    };

    private readonly LocalTower? _embedded;

    private TowerPlatform(TowerClient client, LocalTower? embedded = null, string? folder = null)
    {
        (Client, _embedded, Folder) = (client, embedded, folder);
        Runs = new TowerRuns(client, IsOnThisMachine ? OnThisMachine : new TowerRunsOptions());
    }

    public TowerClient Client { get; }

    /// <summary>How a guard with a ledger submits to it: what is answered on this machine is answered soon, so that a killed process's claim is soon free.</summary>
    public SubmissionGuardOptions Guarding => IsOnThisMachine ? new SubmissionGuardOptions { LedgerLease = TimeSpan.FromSeconds(5) } : new SubmissionGuardOptions();

    public TowerRuns Runs { get; }

    public Uri Address => Client.Endpoint;

    /// <summary>Whether its pipelines run on this machine, so that they see this program's files.</summary>
    public bool IsOnThisMachine => Address.IsLoopback;

    /// <summary>The embedded one's folder, its journal in it; null for a real one.</summary>
    public string? Folder { get; }

    /// <summary>A real Tower, with the user's token. Nothing is sent.</summary>
    /// <exception cref="InvalidDataException">There is no token, or the address is wrong.</exception>
    public static TowerPlatform Reach(RealService service)
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(TokenVariable)))
        {
            throw new InvalidDataException($"--tower: there is no token. Set the environment variable {TokenVariable}; make one on Tower's website under 'Your tokens'.");
        }

        try
        {
            return new TowerPlatform(new TowerClient(new TowerClientOptions { Endpoint = service.Address }));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"--tower: {e.Message.Split(" (Parameter '")[0]}", e);
        }
    }

    /// <summary>Starts the embedded one with what an earlier execution left in the folder, interrupted runs included.</summary>
    /// <param name="stateFolder">The folder of the whole sample.</param>
    /// <param name="addPipelines">Says what its runs do.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<TowerPlatform> EmbedAsync(string stateFolder, Action<LocalTower> addPipelines, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(stateFolder, "tower");
        try
        {
            var tower = await LocalTower.StartAsync(new LocalTowerOptions { StateFolder = folder, Token = EmbeddedToken }, cancellationToken);
            addPipelines(tower);
            var client = new TowerClient(new TowerClientOptions { Endpoint = tower.Url, Token = EmbeddedToken, WorkspaceId = tower.WorkspaceId });
            return new TowerPlatform(client, tower, folder);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
