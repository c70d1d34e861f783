namespace SageTasks.Storage;

/// <summary>The bytes that a store sends for one request; dispose it when they are read.</summary>
/// <param name="stream">The bytes, read once.</param>
/// <param name="version">The version that they are of.</param>
/// <param name="owner">What is disposed with the body, such as the response; null for nothing.</param>
public sealed class ObjectBody(Stream stream, ObjectVersion version, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    /// <summary>The bytes from <see cref="Offset"/> on.</summary>
    public Stream Stream { get; } = stream;

    /// <summary>The version that the bytes are of.</summary>
    public ObjectVersion Version { get; } = version;

    /// <summary>Where in the object the stream begins: 0 where the store ignored the range and sends everything.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes that the stream will give; null where only its end tells.</summary>
    public long? Length { get; init; }

    /// <summary>Whether a body without a length cannot end early unnoticed: its framing says where it ends.</summary>
    public bool IsEndCertain { get; init; } = true;

    /// <summary>Whether the store kept to the range that was asked for.</summary>
    public bool IsRange { get; init; }

    /// <summary>What the answer says of the whole object; null where <see cref="IObjectSource.StatAsync"/> may say more that tells its bytes, its
    /// media type or its metadata.</summary>
    public ObjectInfo? Info { get; init; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        if (owner is not null)
        {
            await owner.DisposeAsync().ConfigureAwait(false);
        }
    }
}
