using SageTasks.Cavatica.Tests.Local;
using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Store;

/// <summary>Folders that people rename and delete while a process lives that knows them.</summary>
public sealed class FolderTests : IAsyncLifetime
{
    private LocalCavatica _cavatica = null!;
    private CavaticaClient _client = null!;
    private string _project = null!;

    public async Task InitializeAsync()
    {
        _cavatica = await LocalCavatica.StartAsync();
        _client = _cavatica.Connect();
        _project = _cavatica.AddProject("p");
    }

    public async Task DisposeAsync() => await _cavatica.DisposeAsync();

    [Fact]
    public async Task A_file_goes_into_a_folder_of_the_name_after_the_folder_was_renamed()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        var store = new CavaticaStore(new CavaticaClient(LocalCavaticaClient.OptionsFor(_cavatica), timeProvider: time));
        await PutAsync(store, "runs/a.txt");
        var folder = await _client.ListFilesAsync(new FileQuery { Project = _project, Names = ["runs"] }).FirstAsync();
        await _client.UpdateFileAsync(folder.Id, new FileChange { Name = "archive" });
        time.Shift = TimeSpan.FromMinutes(1);

        await PutAsync(store, "runs/b.txt");

        Assert.Equal(["archive", "archive/a.txt", "runs", "runs/b.txt"], (await PathsAsync()).Order(StringComparer.Ordinal));
        Assert.Null(await store.StatAsync(Place("runs/a.txt")));
    }

    [Fact]
    public async Task A_folder_that_was_deleted_and_made_anew_is_found_at_once()
    {
        var stores = Enumerable.Range(0, 3).Select(_ => new CavaticaStore(_cavatica.Connect())).ToList();
        await PutAsync(stores[0], "runs/a.txt");
        foreach (var store in stores)
        {
            await store.StatAsync(Place("runs/a.txt"));
        }

        await DeleteFolderAsync("runs");
        _cavatica.AddFile(_project, "new.txt", "ACGT"u8.ToArray(), folder: _cavatica.AddFolder(_project, "runs"));

        Assert.NotNull(await stores[0].StatAsync(Place("runs/new.txt")));
        Assert.Equal("runs/new.txt", Assert.Single(await stores[1].ListAsync(Place("runs/")).ToListAsync()).Location.Path[(_project.Split('/')[1].Length + 1)..]);
        await PutAsync(stores[2], "runs/b.txt");
        Assert.Equal(["runs", "runs/b.txt", "runs/new.txt"], (await PathsAsync()).Order(StringComparer.Ordinal));
    }

    private async Task DeleteFolderAsync(string name)
    {
        var folder = await _client.ListFilesAsync(new FileQuery { Project = _project, Names = [name] }).FirstAsync();
        await foreach (var file in _client.ListFolderAsync(folder.Id))
        {
            await _client.DeleteFileAsync(file.Id);
        }

        await _client.DeleteFileAsync(folder.Id);
    }

    private async Task<IReadOnlyList<string>> PathsAsync() => await _client.WalkFilesAsync(new FileQuery { Project = _project }).Select(walked => walked.Path).ToListAsync();

    private Task<ObjectInfo> PutAsync(CavaticaStore store, string path) => store.PutAsync(Place(path), ObjectContent.Of("ACGT"u8.ToArray()), new PutOptions());

    private Location Place(string path) => Location.Parse($"sbg://{_project}/{path}");
}
