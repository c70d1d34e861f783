namespace SageTasks.Storage;

/// <summary>Bytes that never change, such as those of a Synapse file handle or a DRS object, through one signed address that is renewed when it has expired.</summary>
internal sealed class UnchangingSource(IRangedSource source, ObjectVersion version) : IRangedSource
{
    // What the host of the address calls the bytes; it must not change either.
    private ObjectVersion? _served;

    public string Name => source.Name;

    public async Task<ObjectBody> OpenAsync(ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        var body = await source.OpenAsync(range, _served ?? Sized(), cancellationToken).ConfigureAwait(false);
        if (body.Version.IsStrong)
        {
            Interlocked.CompareExchange(ref _served, body.Version, null);
        }

        return new ObjectBody(body.Stream, version, body)
        {
            Offset = body.Offset,
            Length = body.Length,
            IsEndCertain = body.IsEndCertain,
            IsRange = body.IsRange,
        };
    }

    private ObjectVersion? Sized() => version.Size is null ? null : new ObjectVersion { Size = version.Size };
}
