namespace SageTasks.Storage;

/// <summary>The bytes that a source sends for one request, from <see cref="Offset"/> on.</summary>
internal sealed class SourceBody(Stream stream, SourceVersion version, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    public Stream Stream { get; } = stream;

    public SourceVersion Version { get; } = version;

    /// <summary>Where in the object the stream begins: 0 where the source ignored the range and sends everything.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes that the stream will give; null where only its end tells.</summary>
    public long? Length { get; init; }

    /// <summary>Whether a body without a length cannot end early unnoticed: its framing says where it ends.</summary>
    public bool IsEndCertain { get; init; } = true;

    /// <summary>Whether the source kept to the range that was asked for.</summary>
    public bool IsRange { get; init; }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        if (owner is not null)
            await owner.DisposeAsync().ConfigureAwait(false);
    }
}
