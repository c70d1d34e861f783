using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests.Ledgers;

/// <summary>A store that does not say when an object was written.</summary>
internal sealed class TimelessStore : IObjectStore
{
    private readonly MemoryStore _store = new();

    public IReadOnlyList<string> Schemes => _store.Schemes;

    public StoreCapabilities Capabilities => _store.Capabilities;

    public Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default) =>
        _store.PutAsync(location, content, options, cancellationToken);

    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) =>
        await _store.StatAsync(location, cancellationToken) is { } found ? found with { Version = found.Version with { LastModified = null } } : null;

    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        _store.OpenAsync(location, range, pin, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) => _store.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default) => _store.DeleteAsync(location, cancellationToken);
}
