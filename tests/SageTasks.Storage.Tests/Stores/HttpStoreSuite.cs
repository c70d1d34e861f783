using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

/// <summary>The part of the suite that is about reading, on nginx: what is written here is put into its folder as its owner would.</summary>
[RequiresServer("nginx")]
public sealed class HttpStoreSuite : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.None, ConditionSupport.None);

    protected override async Task<IStoreHarness> StartAsync() => new HttpHarness(await LocalServer.StartAsync("nginx"));

    private sealed class HttpHarness : IStoreHarness
    {
        private readonly LocalServer _nginx;

        public HttpHarness(LocalServer nginx)
        {
            _nginx = nginx;
            Store = new OwnedStore(new HttpStore(), (place, bytes, _) => Write(FileOf(place), bytes), place => File.Delete(FileOf(place)));
        }

        public IObjectStore Store { get; }

        // Of a stretch a server may leave out the digest that it states of the whole, so that only those with one count; nginx states none.
        public bool DescribesStretches => false;

        public Location Root => Place("");

        public Location Place(string name) => Location.Parse(new Uri(_nginx.Endpoint, "files/" + Uri.EscapeDataString(name)).AbsoluteUri);

        public ValueTask DisposeAsync() => _nginx.DisposeAsync();

        private string FileOf(Location place) => Path.Combine(_nginx.Folder, "www", Uri.UnescapeDataString(place.Url.Segments[^1]));

        // As a whole, as deployments do: nginx tells a file's version by its time and length.
        private static void Write(string file, ReadOnlyMemory<byte> bytes)
        {
            var whole = file + "." + Guid.NewGuid().ToString("n");
            File.WriteAllBytes(whole, bytes.Span);
            File.Move(whole, file, overwrite: true);
        }
    }
}
