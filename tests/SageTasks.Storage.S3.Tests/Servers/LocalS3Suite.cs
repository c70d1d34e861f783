using SageTasks.ContractSuites;
using SageTasks.Testing;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Every store's promises on the local S3, which keeps to all conditions.</summary>
public sealed class LocalS3Suite : StoreSuite
{
    private const string Bucket = "tests";

    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.Honoured, ConditionSupport.Honoured);

    protected override async Task<IStoreHarness> StartAsync()
    {
        var server = await LocalS3.StartAsync(new LocalS3Options { Buckets = [Bucket] });
        var store = new S3Store(new S3Options { Endpoint = server.Url, AccessKey = server.AccessKey, SecretKey = server.SecretKey });
        return new LocalHarness(server, new S3Harness(store, Location.Parse($"s3://{Bucket}/suite/")));
    }

    private sealed class LocalHarness(LocalS3 server, S3Harness inner) : IStoreHarness
    {
        public IObjectStore Store => inner.Store;

        public Location Root => inner.Root;

        public Location Place(string name) => inner.Place(name);

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
