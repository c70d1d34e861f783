using SageTasks.Drs;
using SageTasks.Storage;
using SageTasks.Tes;
using SageTasks.Testing;

namespace GenomicsTes;

/// <summary>The embedded local platforms, which keep their state in a folder: a TES server that runs programs of this machine, and a DRS server
/// whose objects are the results.</summary>
internal sealed class Platforms : IAsyncDisposable
{
    private const string Token = "genomics-token";

    // On this machine no proxy holds a task back, lists show a new one at once, and the port changes from start to start.
    private static readonly TesRunsOptions OnThisMachine = new()
    {
        Service = "tes:local",
        SettleTime = TimeSpan.FromSeconds(1),
        CommitHorizon = TimeSpan.FromSeconds(2),
    };

    private readonly LocalTes _tes;
    private readonly LocalDrs _drs;

    private Platforms(LocalTes tes, LocalDrs drs)
    {
        (_tes, _drs) = (tes, drs);
        var client = new TesClient(new TesClientOptions { Endpoint = tes.Endpoint });
        Commands = new TesCommands(client, new TesRuns(client, OnThisMachine));
        var options = new DrsOptions();
        options.Hosts[drs.Authority] = new DrsClientOptions { Token = drs.Token };
        Registrar = new WriteProposalRegistrar(new DrsClientOptions { Endpoint = drs.Url, Token = drs.Token });
        Stores.Add(new DrsStore(new DrsServers(options), Stores));
    }

    public TesCommands Commands { get; }

    public IDrsRegistrar Registrar { get; }

    public ObjectStores Stores { get; } = new();

    public string Description => $"TES {_tes.Endpoint} ({_tes.Sandbox}), DRS {_drs.Url}";

    /// <summary>Starts both, with what an earlier execution left in the folder.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<Platforms> StartAsync(string stateFolder, string resultsFolder, CancellationToken cancellationToken)
    {
        LocalTes? tes = null;
        try
        {
            tes = await StartTesAsync(new LocalTesOptions { StateFolder = Path.Combine(stateFolder, "tes"), Token = Token }, cancellationToken);
            Directory.CreateDirectory(resultsFolder);
            var drs = await LocalDrs.StartAsync(
                new LocalDrsOptions { StateFolder = Path.Combine(stateFolder, "drs"), Token = Token, RequiresToken = true, FileFolders = [resultsFolder] }, cancellationToken);
            return new Platforms(tes, drs);
        }
        catch (Exception e)
        {
            if (tes is not null)
            {
                await tes.DisposeAsync();
            }

            if (e is IOException or UnauthorizedAccessException)
            {
                throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _tes.DisposeAsync();
        await _drs.DisposeAsync();
    }

    // The programs are this machine's: an image would have others.
    private static async Task<LocalTes> StartTesAsync(LocalTesOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await LocalTes.StartAsync(options with { Sandbox = LocalTesSandbox.Bubblewrap }, cancellationToken);
        }
        catch (PlatformNotSupportedException)
        {
            return await LocalTes.StartAsync(options with { Sandbox = LocalTesSandbox.Processes }, cancellationToken);
        }
    }
}
