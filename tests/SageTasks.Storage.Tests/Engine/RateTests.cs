namespace SageTasks.Storage.Tests;

public sealed class RateTests : IDisposable
{
    private const int Size = 16 * EngineScene.PartSize;
    private readonly EngineScene _scene = new();
    private readonly LeapingTime _time = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Bytes_wait_for_their_time_and_idle_time_is_not_made_up_for()
    {
        var rate = new ByteRate(1000, _time);

        await rate.PassAsync(500, CancellationToken.None);
        Assert.Equal(0.5, _time.Passed.TotalSeconds, 0.001);
        await Task.Delay(TimeSpan.FromSeconds(10), _time);
        await rate.PassAsync(2000, CancellationToken.None);
        Assert.Equal(12.5, _time.Passed.TotalSeconds, 0.001);
    }

    [Fact]
    public async Task A_wait_can_be_broken_off()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new ByteRate(1, TimeProvider.System).PassAsync(1_000_000, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_copies_of_an_engine_share_the_rate(bool toFile)
    {
        var bytes = await _scene.PutAsync(Size);
        _scene.Options.MaxBytesPerSecond = Size / 4;
        _scene.Options.RetryDelay = TimeSpan.Zero;
        var engine = new TransferEngine(new ObjectStores(_scene.From, _scene.To), _scene.Options, time: _time);
        Location[] targets = toFile
            ? [Location.FromPath(_scene.Folder["a"]), Location.FromPath(_scene.Folder["b"])]
            : [Location.Parse("gs://bucket/a"), Location.Parse("gs://bucket/b")];

        await Task.WhenAll(targets.Select(target => engine.CopyAsync(_scene.Source, target)));

        // Every wait is leapt over, those of several readers one after the other: the time that has passed is at least what the bytes take.
        Assert.True(_time.Passed >= TimeSpan.FromSeconds(7.9), $"{2 * Size} bytes took {_time.Passed}");
        Data.Same(bytes, toFile ? File.ReadAllBytes(_scene.Folder["b"]) : _scene.To.Bytes(targets[1]));
    }

    [Fact]
    public void A_rate_that_moves_nothing_is_refused()
    {
        _scene.Options.MaxBytesPerSecond = 1000;

        var error = Assert.Throws<ArgumentException>(() => _scene.Engine);

        Assert.Contains("MaxBytesPerSecond must be at least 1,024", error.Message, StringComparison.Ordinal);
    }
}
