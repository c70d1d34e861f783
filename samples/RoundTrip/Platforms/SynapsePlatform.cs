using SageTasks.Synapse;
using SageTasks.Testing;

namespace RoundTrip.Platforms;

/// <summary>The Synapse that the job works with: the embedded one, which keeps its state in a folder.</summary>
internal sealed class SynapsePlatform : IAsyncDisposable
{
    private const string Token = "round-trip-token";

    private readonly LocalSynapse _embedded;

    private SynapsePlatform(LocalSynapse embedded, string folder) =>
        (_embedded, Folder, Client) = (embedded, folder, new SynapseClient(new SynapseClientOptions { Endpoint = embedded.Url, Token = Token }));

    public SynapseClient Client { get; }

    public Uri Address => _embedded.Url;

    public string Folder { get; }

    /// <summary>Starts it with what an earlier execution left in the folder.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<SynapsePlatform> EmbedAsync(string stateFolder, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(stateFolder, "synapse");
        try
        {
            return new SynapsePlatform(await LocalSynapse.StartAsync(new LocalSynapseOptions { StateFolder = folder, Token = Token }, cancellationToken), folder);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _embedded.DisposeAsync();
}
