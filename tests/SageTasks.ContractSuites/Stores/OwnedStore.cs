using SageTasks.Storage;

namespace SageTasks.ContractSuites;

/// <summary>A source that only reads, whose files are written as the owner of its server would: straight into the server's folder. So the part of
/// <see cref="StoreSuite"/> that is about reading runs on it; conditions are this class's own.</summary>
/// <param name="source">The source, as a user would make it.</param>
/// <param name="write">Puts a whole file into place for the server: location, bytes, content type.</param>
/// <param name="remove">Takes a file away, if it is there.</param>
public sealed class OwnedStore(IObjectSource source, Action<Location, ReadOnlyMemory<byte>, string?> write, Action<Location> remove) : IObjectStore
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Schemes => source.Schemes;

    public StoreCapabilities Capabilities => source.Capabilities with { ConditionalCreate = ConditionSupport.Honoured };

    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) => source.StatAsync(location, cancellationToken);

    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        source.OpenAsync(location, range, pin, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) => source.ListAsync(prefix, cancellationToken);

    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options.Validate();
        if (options.Mode == PutMode.IfMatch)
        {
            throw new NotSupportedException("The owner's folder has no conditions.");
        }

        lock (_lock)
        {
            if (!_there.Add(location.Path) && options.Mode == PutMode.CreateNew)
            {
                throw new DestinationExistsException($"{location} is there.");
            }
        }

        write(location, content.Bytes!.Value, options.ContentType);
        return (await StatAsync(location, cancellationToken))!;
    }

    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _there.Remove(location.Path);
            remove(location);
        }

        return Task.CompletedTask;
    }
}
