using Microsoft.Extensions.DependencyInjection;
using SageTasks.Storage;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Store;

public sealed class SynapseStoreTests : IAsyncLifetime
{
    private const string AskUrl = "GET /file/v1/file/*";

    private World _world = null!;

    private SynapseStore Store { get; set; } = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        Store = new SynapseStore(_world.Client, _world.Transfer);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_file_is_read_by_id_by_version_and_by_name()
    {
        var first = await PutAsync("reads.txt", "one");
        var second = await PutAsync("reads.txt", "second");
        var id = await IdAsync("reads.txt");

        foreach (var (place, text, tag) in new[]
        {
            (At("reads.txt"), "second", second.Version.Tag), (Location.Parse($"syn://{id}"), "second", second.Version.Tag),
            (Location.Parse($"syn://{id}.1"), "one", first.Version.Tag), (Location.Parse($"syn://{id}.2"), "second", second.Version.Tag),
        })
        {
            var info = await Store.StatAsync(place);
            Assert.Equal((text.Length, tag, "reads.txt", "text/plain"), ((int)info!.Version.Size!.Value, info.Version.Tag, info.Name, info.ContentType));
            Assert.Equal([Digest.Of(System.Text.Encoding.UTF8.GetBytes(text), DigestAlgorithm.Md5)], info.Digests);
            Assert.True(info.Version.IsStrong);
            Assert.Equal(text, await ReadAsync(place, info.Version));
        }

        Assert.Null(await Store.StatAsync(Location.Parse("syn://syn999999")));
        Assert.Null(await Store.StatAsync(At("absent/reads.txt")));
    }

    [Fact]
    public async Task All_ranges_of_a_file_come_from_one_address()
    {
        await PutAsync("reads.txt", "0123456789");
        var info = await Store.StatAsync(At("reads.txt"));
        _world.Fault(World.Rule(FaultKind.Delay, AskUrl, 1, 2, 3));

        for (var offset = 0; offset < 10; offset++)
        {
            await using var body = await Store.OpenAsync(At("reads.txt"), new ByteRange(offset, 1), info!.Version);
            using var reader = new StreamReader(body.Stream);
            Assert.Equal($"{offset}", await reader.ReadToEndAsync());
            Assert.Equal(info.Version, body.Version);
        }

        Assert.Equal(1, _world.Server.Faults.Injected[FaultKind.Delay]);
    }

    [Fact]
    public async Task A_version_that_synapse_never_had_is_refused()
    {
        await PutAsync("reads.txt", "one");

        await Assert.ThrowsAsync<SourceChangedException>(
            () => Store.OpenAsync(At("reads.txt"), ByteRange.All, new ObjectVersion { Size = 3, Tag = "123456789" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".1")]
    [InlineData("/")]
    [InlineData("/folder/")]
    public async Task A_destination_without_a_name_is_refused_before_anything_is_sent(string rest)
    {
        var place = Location.Parse($"syn://syn1{rest}");
        var content = ObjectContent.Of("x"u8.ToArray());
        _world.Fault(World.Often(FaultKind.FailBefore, "* /**", 1));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(place, content, new PutOptions()));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(place));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.BeginUploadAsync(place, 1, 5 << 20, new PutOptions()));

        Assert.Contains("syn://syn123/name", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _world.Server.Faults.Injected.GetValueOrDefault(FaultKind.FailBefore));
    }

    [Fact]
    public async Task What_synapse_would_refuse_is_refused_before_anything_is_sent()
    {
        _world.Fault(World.Often(FaultKind.FailBefore, "* /**", 1));

        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync("empty", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync("fold%er/a", "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.BeginUploadAsync(At("a"), 10, 5 << 20, new PutOptions()));
        await Assert.ThrowsAsync<DigestMismatchException>(
            () => PutAsync("a", "x", new PutOptions { Digests = [Digest.Of("y"u8, DigestAlgorithm.Md5)] }));

        Assert.Equal(0, _world.Server.Faults.Injected.GetValueOrDefault(FaultKind.FailBefore));
    }

    [Fact]
    public async Task Equal_bytes_change_nothing_and_other_bytes_make_a_version()
    {
        var first = await PutAsync("a", "one");
        var again = await PutAsync("a", "one");
        var second = await PutAsync("a", "two");

        Assert.Equal(first.Version, again.Version);
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal((1, 1), (Created, _world.Count("entity.versioned")));
        Assert.Equal(second.Version, (await Store.StatAsync(At("a")))!.Version);
    }

    [Fact]
    public async Task Content_from_a_stream_is_hashed_on_its_way()
    {
        var bytes = World.Bytes(9 << 20);
        var opened = 0;
        var content = ObjectContent.Of(bytes.Length, _ =>
        {
            opened++;
            return ValueTask.FromResult<Stream>(new MemoryStream(bytes));
        });

        await Store.PutAsync(At("known"), content, new PutOptions { Digests = [Digest.Of(bytes, DigestAlgorithm.Md5)] });
        var known = opened;
        await Store.PutAsync(At("unknown"), content, new PutOptions());
        var lie = new PutOptions { Digests = [Digest.Of("another"u8, DigestAlgorithm.Md5)] };
        await Assert.ThrowsAsync<DigestMismatchException>(() => Store.PutAsync(At("lie"), content, lie));

        Assert.Equal((1, 4), (known, opened));
        Assert.Null(await Store.StatAsync(At("lie")));
        await using var body = await Store.OpenAsync(At("unknown"), ByteRange.All, null);
        using var copy = new MemoryStream();
        await body.Stream.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task A_content_that_cannot_be_read_is_told_by_its_own_error_and_not_asked_for_again()
    {
        var opened = 0;
        var content = ObjectContent.Of(10, _ =>
        {
            opened++;
            throw new SourceChangedException("the source was replaced");
        });

        await Assert.ThrowsAsync<SourceChangedException>(
            () => Store.PutAsync(At("a"), content, new PutOptions { Digests = [Digest.Of("x"u8, DigestAlgorithm.Md5)] }));
        await Assert.ThrowsAsync<TransferException>(
            () => Store.PutAsync(At("a"), ObjectContent.Of(10, _ => ValueTask.FromResult<Stream>(new MemoryStream(new byte[9]))), new PutOptions { Digests = [Digest.Of("x"u8, DigestAlgorithm.Md5)] }));

        Assert.Equal(1, opened);
        Assert.Equal(0, _world.Count("part.added"));
    }

    [Fact]
    public async Task Equal_creators_race_and_one_wins()
    {
        var options = new PutOptions { Mode = PutMode.CreateNew };
        var errors = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Record.ExceptionAsync(() => PutAsync("a", "the same", options))));

        Assert.Single(errors, error => error is null);
        Assert.All(errors.Where(error => error is not null), error => Assert.IsType<DestinationExistsException>(error));
        Assert.Equal(1, Created);
        Assert.Equal(1, _world.Count("part.received"));
    }

    [Theory]
    [InlineData(PutMode.CreateNew, FaultKind.DropReply)]
    [InlineData(PutMode.CreateNew, FaultKind.FailAfter)]
    [InlineData(PutMode.Overwrite, FaultKind.DropReply)]
    [InlineData(PutMode.IfMatch, FaultKind.DropReply)]
    public async Task A_lost_answer_is_no_ones_else_file(PutMode mode, FaultKind fault)
    {
        var old = mode == PutMode.IfMatch ? await PutAsync("a", "old") : null;
        _world.Fault(World.Rule(fault, mode == PutMode.IfMatch ? "PUT /repo/v1/entity/*" : "POST /repo/v1/entity", 1));

        var put = await PutAsync("a", "new", new PutOptions { Mode = mode, IfMatch = old?.Version });

        Assert.Equal(1, _world.Server.Faults.Injected[fault]);
        Assert.Equal("new", await ReadAsync(At("a"), put.Version));
        Assert.Equal(1, Created);
    }

    [Fact]
    public async Task Somebody_elses_annotation_is_no_other_version_of_the_bytes()
    {
        var old = await PutAsync("a", "old");
        _world.Fault(World.Rule(FaultKind.Overtake, "PUT /repo/v1/entity/*", 1));

        await PutAsync("a", "new", new PutOptions { Mode = PutMode.IfMatch, IfMatch = old.Version });

        Assert.Equal(1, _world.Server.Faults.Injected[FaultKind.Overtake]);
        Assert.Equal("new", await ReadAsync(At("a"), null));
    }

    [Fact]
    public async Task Folders_of_a_path_are_made_and_a_folder_is_no_object()
    {
        await PutAsync("one/two/a", "x");
        await PutAsync("one/two/b", "y");

        Assert.Null(await Store.StatAsync(At("one/two")));
        await Store.DeleteAsync(At("one/two"));
        Assert.Equal("x", await ReadAsync(At("one/two/a"), null));
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync("one/two", "z"));
        Assert.Equal(4, Created);
    }

    [Fact]
    public async Task A_file_behind_a_web_address_is_read_there()
    {
        var original = await PutAsync("original", "from elsewhere");
        var url = await _world.Client.GetFileHandleUrlAsync(original.Version.Tag!);
        await LinkAsync(new ExternalFileHandle { ExternalUrl = url.AbsoluteUri, FileName = "linked.txt", ContentType = "text/plain" });

        var info = await Store.StatAsync(At("linked"));

        Assert.Equal((14L, "text/plain"), (info!.Version.Size, info.ContentType));
        Assert.Equal("from elsewhere", await ReadAsync(At("linked"), info.Version));
    }

    [Fact]
    public async Task Bytes_that_synapse_gives_no_address_for_are_told_as_such()
    {
        await LinkAsync(new ExternalFileHandle { ExternalUrl = "sftp://files.example/a", FileName = "a" });

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync(At("linked"), null));

        Assert.Contains("gives no address", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_than_a_file_is_told_by_its_kind()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Store.StatAsync(Location.Parse($"syn://{_world.Project}")));

        Assert.Contains("Project", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synapse_lists_no_uploads()
    {
        var md5 = Digest.Of("x"u8, DigestAlgorithm.Md5);
        await Store.BeginUploadAsync(At("a"), 1, 5 << 20, new PutOptions { Digests = [md5] });

        Assert.Empty(await Store.ListUploadsAsync(At("")).ToListAsync());
    }

    [Fact]
    public void An_application_finds_the_store_by_its_scheme()
    {
        using var provider = new ServiceCollection().AddSageTasks().AddSynapse(options => options.Token = "t").Services.BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<SynapseStore>(), provider.GetRequiredService<ObjectStores>().StoreOf(Location.Parse("syn://syn1/a")));
    }

    // The project was there before.
    private int Created => _world.Count("entity.created") - 1;

    private Location At(string path) => Location.Parse($"syn://{_world.Project}/{path}");

    private Task<ObjectInfo> PutAsync(string path, string text, PutOptions? options = null) =>
        Store.PutAsync(At(path), ObjectContent.Of(System.Text.Encoding.UTF8.GetBytes(text)), options ?? new PutOptions { ContentType = "text/plain" });

    private async Task<string> ReadAsync(Location place, ObjectVersion? pin)
    {
        await using var body = await Store.OpenAsync(place, ByteRange.All, pin);
        using var reader = new StreamReader(body.Stream);
        return await reader.ReadToEndAsync();
    }

    private async Task<SynapseId> IdAsync(string name) => (await _world.Client.FindChildAsync(_world.Project, name))!.Value;

    private async Task LinkAsync(FileHandle handle)
    {
        var made = await _world.Client.CreateExternalFileHandleAsync(handle);
        await _world.Client.CreateEntityAsync(new FileEntity { Name = "linked", ParentId = _world.Project.ToString(), DataFileHandleId = made.Id });
    }
}
