using SageTasks.ContractSuites;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>Every store's promises on Microsoft's own emulator, which keeps to all conditions.</summary>
[RequiresServer(AzuriteServer.Name)]
[Collection(AzuriteServer.Name)]
public sealed class AzuriteSuite(AzuriteServer server) : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.Honoured, ConditionSupport.Honoured);

    protected override async Task<IStoreHarness> StartAsync() =>
        new AzureHarness(new AzureBlobStore(await server.OptionsAsync()), await server.NewRootAsync());
}
