using System.Text.Json.Nodes;
using SageTasks.Cavatica;
using SageTasks.Samples;
using SageTasks.Testing;

namespace ManifestToDrs.Platforms;

/// <summary>The Cavatica that the job works with: a real one, or the embedded one, which keeps its state in a folder.</summary>
internal sealed class CavaticaPlatform : IAsyncDisposable
{
    private const string EmbeddedToken = "sample-token";
    private const string Bucket = "reads";

    private readonly LocalCavatica? _embedded;

    private CavaticaPlatform(CavaticaClient client, LocalCavatica? embedded = null) => (Client, _embedded) = (client, embedded);

    public CavaticaClient Client { get; }

    /// <summary>A real one, with the user's token. Nothing is sent.</summary>
    /// <exception cref="InvalidDataException">There is no token, or an address is wrong.</exception>
    public static CavaticaPlatform Reach(RealService service, Uri? ga4gh)
    {
        try
        {
            return new CavaticaPlatform(new CavaticaClient(new CavaticaClientOptions { Endpoint = service.Address, Ga4ghEndpoint = ga4gh }));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"--cavatica: {e.Message.Split(" (Parameter '")[0]}", e);
        }
    }

    /// <summary>Starts the embedded one with what an earlier execution left in the folder, the reads in its bucket.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<CavaticaPlatform> EmbedAsync(string stateFolder, CancellationToken cancellationToken)
    {
        try
        {
            var options = new LocalCavaticaOptions { StateFolder = Path.Combine(stateFolder, "cavatica"), Token = EmbeddedToken };
            var cavatica = await LocalCavatica.StartAsync(options, cancellationToken);
            FillBucket(cavatica.BucketFolder(Bucket));
            var client = new CavaticaClientOptions { Endpoint = cavatica.Endpoint, Ga4ghEndpoint = cavatica.Ga4ghUrl, Token = EmbeddedToken, CredentialsFile = Path.Combine(stateFolder, "none") };
            return new CavaticaPlatform(new CavaticaClient(client), cavatica);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
        }
    }

    /// <summary>The service of the embedded one's volume; null for a real one, whose user says it.</summary>
    public JsonObject? Service => _embedded is null ? null : new JsonObject { ["type"] = "s3", ["bucket"] = Bucket };

    /// <summary>The guard's side. On this machine no proxy holds a task back, lists show a new one at once, and the port changes from start to start.</summary>
    public CavaticaRuns RunsOf(string project) => new(Client, Client.Endpoint.IsLoopback
        ? new CavaticaRunsOptions
        {
            Project = project,
            Service = _embedded is null ? null : "cavatica:local",
            SettleTime = TimeSpan.FromSeconds(1),
            CommitHorizon = TimeSpan.FromSeconds(2),
        }
        : new CavaticaRunsOptions { Project = project });

    /// <summary>Lets the embedded one run the app with this machine's programs; a real one runs its CWL.</summary>
    public void Execute(string appId, ReadsApp app) => _embedded?.RunApp(appId, app.RunAsync);

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void FillBucket(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "reads"));
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "reads")))
        {
            var place = Path.Combine(folder, "reads", Path.GetFileName(file));
            if (!File.Exists(place))
            {
                // Whole or not at all, whenever this program is killed.
                File.Copy(file, $"{place}.part", overwrite: true);
                File.Move($"{place}.part", place);
            }
        }
    }
}
