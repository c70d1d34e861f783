using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

/// <summary>A look at a source that brings its first bytes: they are used where they fit, and let go of where not.</summary>
public sealed class FirstBytesTests : IDisposable
{
    private readonly EngineScene _scene = new() { From = Describing() };
    private int _opened;
    private int _closed;

    public FirstBytesTests() => _scene.From.OnRead = (_, _, body) =>
    {
        Interlocked.Increment(ref _opened);
        return new Watched(body, () => Interlocked.Increment(ref _closed));
    };

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1000, true)]
    [InlineData(5 * EngineScene.PartSize, true)]
    [InlineData(0, false)]
    [InlineData(1000, false)]
    [InlineData((5 * EngineScene.PartSize) + 7, false)]
    public async Task no_byte_is_read_twice_and_every_body_is_closed(int size, bool toFile)
    {
        var bytes = await _scene.PutAsync(size);
        var target = toFile ? Location.FromPath(_scene.Folder["out"]) : _scene.Target;

        var result = await _scene.Engine.CopyAsync(_scene.Source, target);

        Assert.Equal(bytes, toFile ? await File.ReadAllBytesAsync(_scene.Folder["out"]) : _scene.To.Bytes(target));
        Assert.Equal(size, _scene.From.BytesRead);
        Assert.Equal(size, result.BytesMoved);
        Assert.Equal(_opened, _closed);
    }

    [Fact]
    public async Task a_copy_that_is_gone_on_with_lets_go_of_them()
    {
        await _scene.PutAsync(9 * EngineScene.PartSize);
        await _scene.InterruptAsync(afterParts: 4);
        (_opened, _closed) = (0, 0);

        var result = await _scene.CopyAsync();

        Assert.Equal(9 * EngineScene.PartSize, result.BytesMoved + result.BytesResumed);
        Assert.Equal(_opened, _closed);
    }

    [Fact]
    public async Task a_destination_that_is_refused_lets_go_of_them()
    {
        await _scene.PutAsync(1000);

        await Assert.ThrowsAsync<ArgumentException>(() => _scene.CopyAsync(new CopyOptions { Mode = PutMode.IfMatch }));

        Assert.Equal((1, 1), (_opened, _closed));
    }

    [Fact]
    public async Task an_object_that_is_replaced_after_the_look_is_an_error_or_whole()
    {
        await _scene.PutAsync(3 * EngineScene.PartSize);
        var isReplaced = false;
        _scene.From.OnRead = (place, _, body) =>
        {
            if (!isReplaced)
            {
                isReplaced = true;
                _scene.From.PutAsync(place, ObjectContent.Of(Data.Random(3 * EngineScene.PartSize, 2)), new PutOptions()).GetAwaiter().GetResult();
            }

            return body;
        };

        await Assert.ThrowsAsync<SourceChangedException>(() => _scene.CopyAsync());

        Assert.Null(_scene.To.Bytes(_scene.Target));
        Assert.Equal(0, _scene.To.OpenUploads);
    }

    private static MemoryStore Describing()
    {
        var plain = new MemoryStore();
        return new MemoryStore { Capabilities = plain.Capabilities with { DescribesOnRead = true } };
    }

    private sealed class Watched(Stream inner, Action closed) : MemoryStream(Read(inner), writable: false)
    {
        private bool _isClosed;

        protected override void Dispose(bool disposing)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                closed();
            }

            base.Dispose(disposing);
        }

        private static byte[] Read(Stream stream)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
