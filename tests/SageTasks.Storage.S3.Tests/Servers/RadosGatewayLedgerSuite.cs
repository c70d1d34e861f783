using SageTasks.ContractSuites;

namespace SageTasks.Storage.S3.Tests;

/// <summary>The ledger contract on Ceph's RADOS Gateway, which keeps to the condition of a creating PUT: a ledger needs no other.</summary>
[RequiresServer(RadosGatewayServer.Name)]
[Collection(RadosGatewayServer.Name)]
public sealed class RadosGatewayLedgerSuite(RadosGatewayServer server) : ObjectLedgerSuite
{
    protected override async Task<IStoreHarness> StartAsync() =>
        new S3Harness(new S3Store(await server.OptionsAsync()), await server.NewRootAsync());
}
