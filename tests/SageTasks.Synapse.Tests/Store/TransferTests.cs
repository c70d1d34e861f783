using SageTasks.Storage;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Store;

/// <summary>The engine copies to and from Synapse, whatever breaks on the way.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;
    private const int PartSize = 5 * Mebibyte;
    private const int Parts = 5;
    private const string PutPart = "PUT /s3/**";
    private const string AddPart = "PUT /file/v1/file/multipart/*/add/*";
    private const string GetBytes = "GET /s3/**";

    private readonly byte[] _bytes = World.Bytes((Parts * PartSize) - 7);
    private World _world = null!;

    private Location Target => At("reads.bin");

    private Location Source => Location.FromPath(_world.PathOf("reads.bin"));

    private Location Copy => Location.FromPath(_world.PathOf("copy.bin"));

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        _world.Write("reads.bin", _bytes);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_file_goes_up_in_parts_and_comes_down_whole()
    {
        var up = await Engine().CopyAsync(Source, Target);
        var down = await Engine().CopyAsync(Target, Copy);

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(Copy.LocalPath));
        Assert.Equal((Parts, Parts), (_world.Count("part.received"), _world.Count("part.added")));
        Assert.Null(up.DestinationVerifiedBy);
        Assert.Equal(DigestAlgorithm.Md5, down.SourceVerifiedBy);
        Assert.Equal(up.Version, down.SourceVersion);
    }

    [Fact]
    public async Task Faults_of_every_kind_on_the_way_are_survived()
    {
        _world.Fault(
            World.Rule(FaultKind.DropRequest, PutPart, 1), World.Rule(FaultKind.DropReply, PutPart, 3), World.Rule(FaultKind.RefusePart, AddPart, 2),
            World.Rule(FaultKind.DropReply, AddPart, 4), World.Rule(FaultKind.ExpireUrls, "POST /file/v1/file/multipart/*/presigned/url/batch", 1),
            World.Rule(FaultKind.DropReply, "POST /file/v1/file/multipart", 1), World.Rule(FaultKind.DropReply, "PUT /file/v1/file/multipart/*/complete", 1),
            World.Rule(FaultKind.FailAfter, "POST /repo/v1/entity", 1), World.Rule(FaultKind.ExpireUrls, "GET /file/v1/file/*", 1),
            World.Rule(FaultKind.CutBody, GetBytes, 2, 4), World.Rule(FaultKind.FailBefore, GetBytes, 3));

        await Engine().CopyAsync(Source, Target);
        await Engine().CopyAsync(Target, Copy);

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(Copy.LocalPath));
        Assert.Equal((1, 1), (_world.Count("upload.started"), _world.Count("upload.completed")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_that_was_cancelled_goes_on_without_sending_a_byte_twice(bool losesItsJournal)
    {
        await InterruptAsync(PutPart, after: 2);
        if (losesItsJournal)
        {
            Directory.Delete(_world.PathOf("state"), recursive: true);
        }

        var result = await Engine().CopyAsync(Source, Target);

        Assert.Equal(losesItsJournal ? 0 : 2 * PartSize, result.BytesResumed);
        Assert.Equal((Parts, 1), (_world.Count("part.received"), _world.Count("upload.started")));
        await Engine().CopyAsync(Target, Copy);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(Copy.LocalPath));
    }

    [Theory]
    [InlineData("PUT /file/v1/file/multipart/*/complete")]
    [InlineData("POST /repo/v1/entity")]
    public async Task What_was_sent_whole_is_not_sent_again(string route)
    {
        await InterruptAsync(route, after: 0);

        var result = await Engine().CopyAsync(Source, Target);

        Assert.Equal((0L, (long)_bytes.Length), (result.BytesMoved, result.BytesResumed));
        Assert.Equal((Parts, 1), (_world.Count("part.received"), _world.Count("upload.started")));
    }

    [Fact]
    public async Task A_source_that_was_replaced_begins_anew()
    {
        await InterruptAsync(PutPart, after: 2);
        var other = World.Bytes(_bytes.Length, seed: 2);
        _world.Write("reads.bin", other);

        var result = await Engine().CopyAsync(Source, Target);

        Assert.Equal((0, _bytes.Length), (result.BytesResumed, result.BytesMoved));
        await Engine().CopyAsync(Target, Copy);
        Assert.Equal(other, await File.ReadAllBytesAsync(Copy.LocalPath));
    }

    [Fact]
    public async Task A_download_that_was_cancelled_goes_on_with_the_version_that_it_began()
    {
        await Engine().CopyAsync(Source, Target);
        var first = Location.Parse($"syn://{await _world.Client.FindChildAsync(_world.Project, "reads.bin")}.1");
        _world.Fault(new FaultRule { Kind = FaultKind.FailBefore, Route = GetBytes, Probability = 1, After = 2 });
        await Assert.ThrowsAnyAsync<Exception>(() => Engine(Impatient()).CopyAsync(first, Copy));
        _world.Server.Faults.Enabled = false;
        await new SynapseStore(_world.Client).PutAsync(Target, ObjectContent.Of("a newer version"u8.ToArray()), new PutOptions());

        var result = await Engine().CopyAsync(first, Copy);

        Assert.True(result.BytesResumed > 0);
        Assert.Equal(_bytes.Length, result.BytesMoved + result.BytesResumed);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(Copy.LocalPath));
    }

    [Fact]
    public async Task A_tree_goes_up_and_comes_down_and_a_second_run_moves_nothing()
    {
        // Equal files of one name share an upload, which Synapse takes for one.
        foreach (var name in new[] { "a.txt", "one/a.txt", "one/two/a.txt", "three/a.txt", "three/b.txt" })
        {
            _world.Write("tree/" + name, name.EndsWith("a.txt", StringComparison.Ordinal) ? "equal" : name);
        }

        var up = TransferPlan.FromPrefix(Location.FromPath(_world.PathOf("tree") + "/"), At("into/"));
        var down = TransferPlan.FromPrefix(At("into/"), Location.FromPath(_world.PathOf("back") + "/"));

        Assert.All(await RunAsync(up), result => Assert.Equal((TransferOutcome.Copied, null), (result.Outcome, result.Error)));
        var brought = await RunAsync(down);
        Assert.All((await RunAsync(up)).Concat(await RunAsync(down)), result => Assert.Equal(TransferOutcome.Skipped, result.Outcome));

        Assert.Equal(
            ["into/a.txt", "into/one/a.txt", "into/one/two/a.txt", "into/three/a.txt", "into/three/b.txt"], brought.Select(result => result.Item.Source.Path));
        Assert.Equal("three/b.txt", await File.ReadAllTextAsync(_world.PathOf("back/three/b.txt")));
        Assert.Equal("equal", await File.ReadAllTextAsync(_world.PathOf("back/one/two/a.txt")));
        Assert.Equal((2, 2), (_world.Count("part.received"), _world.Count("upload.completed")));
    }

    [Fact]
    public async Task An_entity_takes_its_own_name_in_a_folder()
    {
        _world.Write("small.txt", "x");
        await Engine().CopyAsync(Location.FromPath(_world.PathOf("small.txt")), At(""));
        var id = await _world.Client.FindChildAsync(_world.Project, "small.txt");

        var result = await Engine().CopyAsync(Location.Parse($"syn://{id}"), Location.FromPath(_world.PathOf("folder/")));

        Assert.Equal(_world.PathOf("folder/small.txt"), result.Destination.LocalPath);
    }

    [Fact]
    public async Task A_destination_that_synapse_refuses_is_told_before_the_source_is_read()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Engine().CopyAsync(Source, At("percent%.bin")));

        Assert.Contains("percent%.bin", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _world.Count("upload.started"));
    }

    private Location At(string path) => Location.Parse($"syn://{_world.Project}/{path}");

    private TransferEngine Engine(SynapseClient? client = null) => new(
        new ObjectStores(new SynapseStore(client ?? _world.Client, _world.Transfer)),
        new TransferOptions { PartSize = PartSize, Concurrency = client is null ? 4 : 1, RetryDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = client is null ? 12 : 1, StateFolder = _world.PathOf("state") });

    // As a process that is killed would leave it: some parts are there, the next request never comes back.
    private async Task InterruptAsync(string route, int after)
    {
        using var stop = new CancellationTokenSource();
        _world.Fault(new FaultRule { Kind = FaultKind.Delay, Route = route, Probability = 1, After = after, Delay = TimeSpan.FromHours(1) });
        var copying = Engine(Impatient()).CopyAsync(Source, Target, cancellationToken: stop.Token);
        while (_world.Server.Faults.Injected.GetValueOrDefault(FaultKind.Delay) == 0 && !copying.IsCompleted)
        {
            await Task.Delay(5);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copying);
        _world.Server.Faults.Enabled = false;
    }

    private SynapseClient Impatient() => new(new SynapseClientOptions
    {
        Token = _world.Server.Token,
        Endpoint = _world.Server.Url,
        Http = new SageTasks.Http.ApiOptions { Retry = new SageTasks.Http.RetryOptions { MaxAttempts = 1 } },
    });

    private async Task<IReadOnlyList<TransferItemResult>> RunAsync(TransferPlan plan) => await Engine().RunAsync(plan).ToListAsync();
}
