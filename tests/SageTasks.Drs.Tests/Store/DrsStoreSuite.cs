using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Store;

/// <summary>The part of the suite that is about reading: what is written here is put into the server's folder as its owner would.</summary>
public sealed class DrsStoreSuite : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.None, ConditionSupport.None);

    protected override async Task<IStoreHarness> StartAsync() => new DrsHarness(await LocalDrs.StartAsync());

    private sealed class DrsHarness : IStoreHarness
    {
        private readonly LocalDrs _drs;

        public DrsHarness(LocalDrs drs)
        {
            _drs = drs;
            Store = new OwnedStore(drs);
        }

        public IObjectStore Store { get; }

        public Location Root => Place("");

        public Location Place(string name) => Location.Parse($"drs://{_drs.Authority}/root{Uri.EscapeDataString("/" + name)}");

        public ValueTask DisposeAsync() => _drs.DisposeAsync();
    }

    private sealed class OwnedStore(LocalDrs drs) : IObjectStore
    {
        private readonly DrsStore _store = new(new DrsServers(new DrsOptions { IdentifiersEndpoint = null, NameToThingEndpoint = null }));
        private readonly Lock _lock = new();
        private readonly HashSet<string> _there = new(StringComparer.Ordinal);

        public IReadOnlyList<string> Schemes => _store.Schemes;

        public StoreCapabilities Capabilities => _store.Capabilities with { ConditionalCreate = ConditionSupport.Honoured };

        public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) => _store.StatAsync(location, cancellationToken);

        public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
            _store.OpenAsync(location, range, pin, cancellationToken);

        public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) => _store.ListAsync(prefix, cancellationToken);

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

            drs.Add(new LocalDrsObject { Id = location.Path, Name = "object", MimeType = options.ContentType }, content.Bytes!.Value);
            return (await _store.StatAsync(location, cancellationToken))!;
        }

        public Task DeleteAsync(Location location, CancellationToken cancellationToken = default)
        {
            lock (_lock)
            {
                _there.Remove(location.Path);
                drs.Remove(location.Path);
            }

            return Task.CompletedTask;
        }
    }
}
