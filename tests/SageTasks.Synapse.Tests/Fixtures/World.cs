using System.Collections.Concurrent;
using System.Security.Cryptography;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Fixtures;

/// <summary>A local Synapse with a project, a client of it, and a folder on the disk. Where the server's schemas are at hand, every request
/// that was sent and every answer that was given is held against them in the end.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly ConcurrentDictionary<string, string> _violations;

    private World(LocalSynapse server, SynapseClient client, ConcurrentDictionary<string, string> violations) =>
        (Server, Client, _violations) = (server, client, violations);

    public LocalSynapse Server { get; }

    public SynapseClient Client { get; }

    public SynapseId Project { get; private set; }

    public TransferOptions Transfer { get; } = new() { RetryDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = 12 };

    public SynapseFiles Files => new(Client, Transfer);

    public SynapseFolders Folders => new(Client, Transfer);

    public SynapseTables Tables => new(Client, Transfer);

    public static async Task<World> StartAsync(LocalSynapseOptions? options = null)
    {
        var violations = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var server = await LocalSynapse.StartAsync((options ?? new LocalSynapseOptions()) with { Observer = seen => Check(seen, violations) });
        var world = new World(server, ClientOf(server, server.Token), violations);
        var project = await world.Client.CreateEntityAsync(new Project { Name = "A project" });
        world.Project = SynapseId.Parse(project.Id!);
        return world;
    }

    public static SynapseClient ClientOf(LocalSynapse server, string token, HttpMessageHandler? handler = null) => new(OptionsOf(server, token, handler));

    public static SynapseClientOptions OptionsOf(LocalSynapse server, string token, HttpMessageHandler? handler = null) => new()
    {
        Token = token,
        Endpoint = server.Url,
        JobPollInterval = TimeSpan.FromMilliseconds(20),
        Http = new ApiOptions
        {
            Handler = handler,
            Retry = new RetryOptions { MaxAttempts = 12, BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(20) },
            Limit = new LimitOptions { RequestsPerSecond = 5000, ConcurrentRequests = 32 },
        },
    };

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static byte[] Bytes(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));

    public void Fault(params FaultRule[] rules) => Server.Faults.Plan = new FaultPlan { Seed = 1, Rules = rules };

    public static FaultRule Rule(FaultKind kind, string route, params int[] nth) => new() { Kind = kind, Route = route, Nth = nth };

    public static FaultRule Often(FaultKind kind, string route, double probability = 0.3) =>
        new() { Kind = kind, Route = route, Probability = probability };

    public int Count(string kind) => Server.Journal.OfKind(kind).Count;

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
        Assert.True(_violations.IsEmpty, string.Join('\n', _violations.Keys.Order(StringComparer.Ordinal)));
    }

    private static void Check(ObservedExchange seen, ConcurrentDictionary<string, string> violations)
    {
        if (SynapseSchemaChecker.Instance is not { } checker || seen.Path.StartsWith("/s3/", StringComparison.Ordinal))
        {
            return;
        }

        // A fault that stands in for the server, such as a proxy's 502, answers as it likes.
        var answer = seen.Fault is null ? checker.CheckAnswer(seen.Method, seen.Path, seen.Status, seen.AnswerType, seen.AnswerBody) : [];
        foreach (var violation in (string[])[.. checker.CheckRequest(seen.Method, seen.Path, seen.RequestBody), .. answer])
        {
            violations.TryAdd(violation, seen.Path);
        }
    }
}
