using SageTasks.ContractSuites;
using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Cancellation;

/// <summary>Scenes on one server, in which tasks are cancelled at each of their requests and called again.</summary>
public abstract class CancellationScenes : IAsyncLifetime
{
    private int _scenes;

    public static TheoryData<CancellationPoint> Points => [.. Enum.GetValues<CancellationPoint>()];

    internal World World { get; private set; } = null!;

    internal static ProvenanceNote Note { get; } = new() { Name = "run 7", Used = ["syn1"], Executed = ["https://github.com/nf-core/rnaseq"] };

    public async Task InitializeAsync() => World = await World.StartAsync();

    public async Task DisposeAsync() => await World.DisposeAsync();

    private protected async Task<Scene> BeginAsync()
    {
        var name = $"scene {++_scenes}";
        return new Scene(World, name, await World.Folders.EnsureAsync(World.Project, name));
    }

    private protected async Task<Scene> BeginAsync(Action<Scene> prepare)
    {
        var scene = await BeginAsync();
        prepare(scene);
        return scene;
    }

    private protected async Task<Scene> BeginAsync(Func<Scene, Task<Scene>> prepare) => await prepare(await BeginAsync());

    private protected async Task<Scene> StoreAsync(Scene scene)
    {
        var stored = await World.Files.StoreAsync(new FileStore { Path = World.Write($"{scene.Name} before/in.txt", scene.Bytes()), ParentId = scene.Folder });
        return scene with { Subject = stored.Id.ToString() };
    }
}
