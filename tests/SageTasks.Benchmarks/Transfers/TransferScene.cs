using System.Globalization;
using SageTasks.Http;
using SageTasks.Synapse;

namespace SageTasks.Benchmarks;

/// <summary>A local Synapse in a process of its own, both clients of it, and a file.</summary>
internal sealed class TransferScene : IAsyncDisposable
{
    private readonly ServerProcess _server;
    private readonly DirectoryInfo _folder;
    private int _changes;

    private TransferScene(ServerProcess server, DirectoryInfo folder, SynapseClient client, SynapseId project)
    {
        (_server, _folder, Project) = (server, folder, project);
        Files = new SynapseFiles(client);
        Bare = new BareSynapse(server.Url, server.Token);
        Source = Path.Combine(folder.FullName, "source.bin");
    }

    public SynapseId Project { get; }

    public SynapseFiles Files { get; }

    public BareSynapse Bare { get; }

    public string Source { get; }

    public static async Task<TransferScene> CreateAsync(int mebibytes, CancellationToken cancellationToken)
    {
        var server = await ServerProcess.StartAsync("synapse", 0, cancellationToken);
        var client = new SynapseClient(new SynapseClientOptions
        {
            Endpoint = server.Url,
            Token = server.Token,
            Http = new ApiOptions { Limit = new LimitOptions { RequestsPerSecond = double.PositiveInfinity, ConcurrentRequests = 16 } },
        });
        var project = await client.CreateEntityAsync(new Project { Name = "transfers" }, cancellationToken: cancellationToken);
        var scene = new TransferScene(server, Directory.CreateTempSubdirectory("sagetasks-transfers-"), client, SynapseId.Parse(project.Id!));
        var bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        await using var file = File.Create(scene.Source);
        for (var block = 0; block < mebibytes; block++)
        {
            await file.WriteAsync(bytes, cancellationToken);
        }

        return scene;
    }

    public string Destination(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Makes the file another one, which the server has never seen; answers a name for it.</summary>
    public string Change()
    {
        using var file = File.OpenHandle(Source, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, BitConverter.GetBytes(++_changes), 0);
        return string.Create(CultureInfo.InvariantCulture, $"file-{_changes}.bin");
    }

    public async ValueTask DisposeAsync()
    {
        Bare.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
