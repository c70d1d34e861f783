namespace SageTasks.Storage;

/// <summary>One object of a store as a source.</summary>
internal sealed class StoreRangedSource(IObjectSource store, Location location, ByteRate? rate = null) : IRangedSource
{
    public string Name { get; } = location.ToString();

    public ByteRate? Rate => rate;

    public Task<ObjectBody> OpenAsync(ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken) =>
        store.OpenAsync(location, range, pin, cancellationToken);
}
