using SageTasks.Http;
using SageTasks.Synapse;
using SageTasks.Testing;

namespace SageTasks.Samples;

/// <summary>The Synapse that the job works with: a real one, or the embedded one, which keeps its state in a folder.</summary>
internal sealed class SynapsePlatform : IAsyncDisposable
{
    private const string EmbeddedToken = "sample-token";
    private const double LoopbackRequestsPerSecond = 1000;

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
            return new SynapsePlatform(new SynapseClient(OptionsFor(service.Address, null)), service.Address?.ToString() ?? "of Sage Bionetworks");
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
            throw new InvalidDataException($"--synapse: {e.Message.Split(" (Parameter '")[0]}", e);
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
            var client = new SynapseClient(OptionsFor(synapse.Url, EmbeddedToken));
            return new SynapsePlatform(client, synapse.Url.ToString(), synapse, folder);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The limit of 10 requests a second is the public server's: one on this machine need not be waited for.
    private static SynapseClientOptions OptionsFor(Uri? address, string? token)
    {
        var limit = new LimitOptions { RequestsPerSecond = address is { IsLoopback: true } ? LoopbackRequestsPerSecond : null };
        return new SynapseClientOptions { Endpoint = address, Token = token, Http = new ApiOptions { Limit = limit } };
    }

    private static bool HasToken => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("SYNAPSE_AUTH_TOKEN"));
}
