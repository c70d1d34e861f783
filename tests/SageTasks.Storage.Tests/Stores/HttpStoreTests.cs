using SageTasks.ContractSuites;
using SageTasks.Http;

namespace SageTasks.Storage.Tests;

/// <summary>Files behind a real web server, alone and as the source of copies.</summary>
[RequiresServer("nginx")]
public sealed class HttpStoreTests : IAsyncLifetime
{
    private readonly HttpStore _store = new();
    private LocalServer _nginx = null!;

    public async Task InitializeAsync() => _nginx = await LocalServer.StartAsync("nginx");

    public async Task DisposeAsync() => await _nginx.DisposeAsync();

    [ServerTheory]
    [InlineData("files")]
    [InlineData("whole")]
    [InlineData("signed")]
    public async Task a_file_is_described_and_read_whatever_the_server_can(string area)
    {
        var place = Write(area, "reads.gz", Data.Random(300_000));

        var info = await _store.StatAsync(place);
        Assert.Equal(300_000, info!.Version.Size);
        Assert.Equal("application/gzip", info.ContentType);
        Assert.True(info.Version.IsStrong);
        await using var body = await _store.OpenAsync(place, new ByteRange(100, 50), info.Version);
        Assert.Equal(area != "whole", body.IsRange);
        Assert.Equal(area == "whole" ? 0 : 100, body.Offset);
    }

    [ServerFact]
    public async Task what_is_not_there_is_nothing()
    {
        Assert.Null(await _store.StatAsync(Place("files", "absent")));
        Assert.Null(await _store.StatAsync(Place("signed", "absent")));
        await Assert.ThrowsAsync<NotFoundException>(() => _store.OpenAsync(Place("files", "absent"), ByteRange.All, null));
        Assert.Throws<NotSupportedException>(() => { _ = _store.ListAsync(Place("files", "")); });
    }

    [ServerFact]
    public async Task a_file_that_was_replaced_is_not_read_on()
    {
        var place = Write("files", "replaced", Data.Random(1000));
        var old = await _store.StatAsync(place);
        Write("files", "replaced", Data.Random(2000, 2));

        await Assert.ThrowsAsync<SourceChangedException>(() => _store.OpenAsync(place, new ByteRange(10, 10), old!.Version));
    }

    [ServerTheory]
    [InlineData("files", 0)]
    [InlineData("files", 1_000_000)]
    [InlineData("whole", 1_000_000)]
    [InlineData("signed", 1_000_000)]
    public async Task copies_arrive_whole_in_files_and_stores(string area, int size)
    {
        using var scene = new EngineScene();
        var bytes = Data.Random(size);
        var place = Write(area, "reads", bytes);

        var down = await scene.Engine.CopyAsync(place, Location.FromPath(scene.Folder["down"]), new CopyOptions { Expected = [Data.Md5(bytes)] });
        var across = await scene.Engine.CopyAsync(place, scene.Target, new CopyOptions { Expected = [Data.Md5(bytes)] });

        Assert.Equal(bytes, await File.ReadAllBytesAsync(scene.Folder["down"]));
        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(DigestAlgorithm.Md5, down.SourceVerifiedBy);
        Assert.Equal(DigestAlgorithm.Md5, across.SourceVerifiedBy);
    }

    private Location Place(string area, string name) => Location.Parse(new Uri(_nginx.Endpoint, $"{area}/{name}").AbsoluteUri);

    private Location Write(string area, string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_nginx.Folder, "www", name), bytes);
        return Place(area, name);
    }
}
