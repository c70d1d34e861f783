using SageTasks.Synapse;
using SageTasks.Testing;

namespace RoundTrip.Platforms;

/// <summary>The Synapse that the job works with: a real one, or the embedded one, which keeps its state in a folder.</summary>
internal sealed class SynapsePlatform : IAsyncDisposable
{
    private const string EmbeddedToken = "round-trip-token";

    private readonly LocalSynapse? _embedded;

    private SynapsePlatform(SynapseClient client, string address, LocalSynapse? embedded = null, string? folder = null) =>
        (Client, Address, _embedded, Folder) = (client, address, embedded, folder);

    public SynapseClient Client { get; }

    public string Address { get; }

    /// <summary>The embedded one's folder, its journal in it; null for a real one.</summary>
    public string? Folder { get; }

    /// <summary>A real Synapse, with the user's token. Nothing is sent.</summary>
    /// <exception cref="InvalidDataException">There is no token, or the address is wrong.</exception>
    public static SynapsePlatform Reach(RealService service)
    {
        try
        {
            return new SynapsePlatform(new SynapseClient(new SynapseClientOptions { Endpoint = service.Address }), service.Address?.ToString() ?? "of Sage Bionetworks");
        }
        catch (ArgumentException e) when (!HasToken)
        {
            throw new InvalidDataException(
                "--synapse: there is no token. Set the environment variable SYNAPSE_AUTH_TOKEN, or authtoken under [authentication] in ~/.synapseConfig; "
                + "make one at https://accounts.synapse.org (Manage Personal Access Tokens) with the scopes view, download and modify.",
                e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"--synapse: {Words.Plain(e)}", e);
        }
    }

    /// <summary>Starts the embedded one with what an earlier execution left in the folder.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<SynapsePlatform> EmbedAsync(string stateFolder, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(stateFolder, "synapse");
        try
        {
            var synapse = await LocalSynapse.StartAsync(new LocalSynapseOptions { StateFolder = folder, Token = EmbeddedToken }, cancellationToken);
            var client = new SynapseClient(new SynapseClientOptions { Endpoint = synapse.Url, Token = EmbeddedToken });
            return new SynapsePlatform(client, synapse.Url.ToString(), synapse, folder);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool HasToken => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("SYNAPSE_AUTH_TOKEN"));
}
