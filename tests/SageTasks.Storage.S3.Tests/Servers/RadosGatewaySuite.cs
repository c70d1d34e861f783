using SageTasks.ContractSuites;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Every store's promises on Ceph's RADOS Gateway, which keeps to the condition of a creating PUT and to no other.</summary>
[RequiresServer(RadosGatewayServer.Name)]
[Collection(RadosGatewayServer.Name)]
public sealed class RadosGatewaySuite(RadosGatewayServer server) : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.None, ConditionSupport.None);

    protected override async Task<IStoreHarness> StartAsync() =>
        new S3Harness(new S3Store(await server.OptionsAsync()), await server.NewRootAsync());
}
