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
            var servers = new DrsServers(new DrsOptions { IdentifiersEndpoint = null, NameToThingEndpoint = null });
            Store = new OwnedStore(
                new DrsStore(servers),
                (place, bytes, type) => drs.Add(new LocalDrsObject { Id = place.Path, Name = "object", MimeType = type }, bytes),
                place => drs.Remove(place.Path));
        }

        public IObjectStore Store { get; }

        public Location Root => Place("");

        public Location Place(string name) => Location.Parse($"drs://{_drs.Authority}/root{Uri.EscapeDataString("/" + name)}");

        public ValueTask DisposeAsync() => _drs.DisposeAsync();
    }
}
