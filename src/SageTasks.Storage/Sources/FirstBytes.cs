namespace SageTasks.Storage;

/// <summary>The first bytes of a source, which came with the look at it. Whoever reads first takes them; what nobody takes is let go of.</summary>
internal sealed class FirstBytes(ObjectBody body) : IAsyncDisposable
{
    private ObjectBody? _body = body;

    /// <summary>The bytes, where they fit the way in which the source is read and nobody has taken them yet.</summary>
    public async ValueTask<ObjectBody?> TakeAsync(bool fits)
    {
        if (fits)
        {
            var taken = _body;
            _body = null;
            return taken;
        }

        await DisposeAsync().ConfigureAwait(false);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_body is { } left)
        {
            _body = null;
            await left.DisposeAsync().ConfigureAwait(false);
        }
    }
}
