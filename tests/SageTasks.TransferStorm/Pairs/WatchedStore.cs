using SageTasks.Storage;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>A store whose parts are written down and take their time.</summary>
internal sealed class WatchedStore(IMultipartStore inner, EventLog log, Weather weather) : IMultipartStore
{
    public IReadOnlyList<string> Schemes => inner.Schemes;

    public StoreCapabilities Capabilities => inner.Capabilities;

    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) => inner.StatAsync(location, cancellationToken);

    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        inner.OpenAsync(location, range, pin, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default) =>
        inner.PutAsync(location, content, options, cancellationToken);

    public Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default) =>
        inner.BeginUploadAsync(location, size, partSize, options, cancellationToken);

    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default)
    {
        log.Put(part);
        await weather.DelayAsync(cancellationToken);
        var sent = await inner.PutPartAsync(upload, part, content, cancellationToken);
        log.Sent(part);
        return sent;
    }

    public IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellationToken = default) =>
        inner.ListPartsAsync(upload, cancellationToken);

    public Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default) =>
        inner.CompleteUploadAsync(upload, parts, cancellationToken);

    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default) => inner.AbortUploadAsync(upload, cancellationToken);

    public IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, CancellationToken cancellationToken = default) =>
        inner.ListUploadsAsync(prefix, cancellationToken);

    public Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken = default) =>
        inner.TryCopyAsync(source, destination, options, cancellationToken);

    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default) => inner.DeleteAsync(location, cancellationToken);
}
