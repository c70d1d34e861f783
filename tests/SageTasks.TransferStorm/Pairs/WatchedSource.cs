using SageTasks.Storage;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>A source whose reads are written down, take their time, and break off now and then.</summary>
internal sealed class WatchedSource(IObjectSource inner, EventLog log, Weather weather) : IObjectSource
{
    public IReadOnlyList<string> Schemes => inner.Schemes;

    public StoreCapabilities Capabilities => inner.Capabilities;

    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) => inner.StatAsync(location, cancellationToken);

    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default)
    {
        log.Read((range.Length ?? pin?.Size - range.Offset) ?? 0);
        await weather.DelayAsync(cancellationToken);
        var body = await inner.OpenAsync(location, range, pin, cancellationToken);
        if (weather.CutAfter(body.Length ?? 0) is not { } cut)
        {
            return body;
        }

        log.Cut();
        return new ObjectBody(new CutStream(body.Stream, cut), body.Version, body)
        {
            Offset = body.Offset,
            Length = body.Length,
            IsRange = body.IsRange,
            IsEndCertain = body.IsEndCertain,
        };
    }

    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);
}
