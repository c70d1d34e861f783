using SageTasks.Cavatica.Tests.Local;
using SageTasks.ContractSuites;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Cancellation;

/// <summary>A platform for the scenes of a sweep, each with a project of its own.</summary>
public abstract class CancellationScenes : IAsyncLifetime, IDisposable
{
    private int _scenes;

    public static TheoryData<CancellationPoint> Points => [.. Enum.GetValues<CancellationPoint>()];

    private protected TemporaryFolder Folder { get; } = new();

    private protected LocalCavatica Cavatica { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Cavatica = await LocalCavatica.StartAsync();

    public async Task DisposeAsync() => await Cavatica.DisposeAsync();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string NewName() => $"scene-{++_scenes}";

    private protected CavaticaClient Connect(HttpMessageHandler? handler = null) => Cavatica.Connect(configure: options => options.Http.Handler = handler);

    private protected async Task<IReadOnlyList<CavaticaFile>> FilesAsync(string project) => await Connect().ListFilesAsync(new FileQuery { Project = project }).ToListAsync();
}
