namespace SageTasks.Storage.Tests;

/// <summary>Two sources of one plan that go to one place: one would replace the other, and nobody would hear of it.</summary>
public sealed class SharedDestinationTests : IDisposable
{
    private readonly EngineScene _scene = new();
    private readonly string _one;
    private readonly string _other;

    public SharedDestinationTests()
    {
        Directory.CreateDirectory(_scene.Folder["sa"]);
        Directory.CreateDirectory(_scene.Folder["sb"]);
        _one = _scene.Folder.Write("sa/reads.fastq", "one"u8.ToArray());
        _other = _scene.Folder.Write("sb/reads.fastq", "other"u8.ToArray());
    }

    private string Out => _scene.Folder["out"] + "/";

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("out/", "out/")]
    [InlineData("out/", "out/reads.fastq")]
    [InlineData("out/./reads.fastq", "out//reads.fastq")]
    public async Task a_manifest_is_refused_before_anything_is_copied(string to, string and)
    {
        var manifest = _scene.Folder["manifest.csv"];
        await File.WriteAllTextAsync(manifest, $"source,destination\n{_one},{_scene.Folder[to]}\n{_other},{_scene.Folder[and]}\n");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(TransferPlan.FromManifest(manifest)));

        Assert.StartsWith($"{_one} and {_other} (numbers 1 and 2 of the plan) both go to {_scene.Folder["out/reads.fastq"]}: ", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task a_folder_without_its_slash_is_seen_as_one()
    {
        Directory.CreateDirectory(Out);

        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(TransferPlan.Of([Item(_one, Out), Item(_other, _scene.Folder["out"])])));

        Assert.Empty(Directory.GetFiles(Out));
    }

    [Fact]
    public async Task of_a_list_that_comes_as_it_is_read_the_second_one_fails()
    {
        var results = await RunAsync(TransferPlan.Of(new[] { Item(_one, Out), Item(_other, Out) }.ToAsyncEnumerable()));

        Assert.Equal([TransferOutcome.Copied, TransferOutcome.Failed], results.Select(result => result.Outcome));
        Assert.Contains($"number 1 of the plan goes to {_scene.Folder["out/reads.fastq"]} as well", results[1].Error, StringComparison.Ordinal);
        Assert.Equal("one", await File.ReadAllTextAsync(_scene.Folder["out/reads.fastq"]));
    }

    [Fact]
    public async Task of_names_that_only_the_store_knows_one_is_copied_and_the_other_fails()
    {
        var stores = new ObjectStores(_scene.From, new NamingStore(_scene.From));
        await _scene.From.PutAsync(Location.Parse("s3://bucket/1"), ObjectContent.Of("one"u8.ToArray()), new PutOptions());
        await _scene.From.PutAsync(Location.Parse("s3://bucket/2"), ObjectContent.Of("two"u8.ToArray()), new PutOptions());
        var items = new[] { Item("drs://host/1", Out), Item("drs://host/2", Out) };

        var results = await new TransferEngine(stores, _scene.Options).RunAsync(TransferPlan.Of(items)).ToListAsync();

        Assert.Equal([TransferOutcome.Copied, TransferOutcome.Failed], results.Select(result => result.Outcome).Order());
        Assert.Contains("as well: one would replace the other", results.Single(result => result.Error is not null).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_same_row_twice_is_no_contradiction()
    {
        var results = await RunAsync(TransferPlan.Of([Item(_one, Out), Item(_one, Out)]));

        Assert.DoesNotContain(results, result => result.Outcome == TransferOutcome.Failed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task sources_of_the_same_bytes_may_share_a_place(bool liesReady)
    {
        File.Copy(_one, _other, overwrite: true);
        TransferItem[] items = [.. new[] { Item(_one, Out), Item(_other, Out) }.Select(item => item with { Expected = [Data.Md5("one"u8)] })];

        var results = await RunAsync(liesReady ? TransferPlan.Of(items) : TransferPlan.Of(items.ToAsyncEnumerable()));
        var other = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(TransferPlan.Of([items[0], items[1] with { Expected = [Data.Md5("two"u8)] }])));

        Assert.DoesNotContain(results, result => result.Outcome == TransferOutcome.Failed);
        Assert.Contains("both go to", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task where_nothing_is_replaced_the_first_one_stays_and_the_other_fails()
    {
        var options = new TransferPlanOptions { Mode = PutMode.CreateNew, Concurrency = 1 };
        var results = await _scene.Engine.RunAsync(TransferPlan.Of([Item(_one, Out), Item(_other, Out)]), options).ToListAsync();

        Assert.Equal([TransferOutcome.Copied, TransferOutcome.Failed], results.Select(result => result.Outcome));
        Assert.IsType<DestinationExistsException>(results[1].Exception);
        Assert.Equal("one", await File.ReadAllTextAsync(_scene.Folder["out/reads.fastq"]));
    }

    private static TransferItem Item(string source, string destination) => new() { Source = Location.Parse(source), Destination = Location.Parse(destination) };

    private async Task<List<TransferItemResult>> RunAsync(TransferPlan plan) => await _scene.Engine.RunAsync(plan).ToListAsync();

    /// <summary>Objects whose ids are no names, all called the same, as a DRS server may call them.</summary>
    private sealed class NamingStore(IObjectSource bytes) : IObjectSource
    {
        public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Drs];

        public StoreCapabilities Capabilities { get; } = new() { RangedRead = true };

        public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) =>
            await bytes.StatAsync(Held(location), cancellationToken) is { } info ? info with { Location = location, Name = "reads.fastq" } : null;

        public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
            bytes.OpenAsync(Held(location), range, pin, cancellationToken);

        public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        private static Location Held(Location location) => Location.Parse($"s3://bucket/{location.Path}");
    }
}
