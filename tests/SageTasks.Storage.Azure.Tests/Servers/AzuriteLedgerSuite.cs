using SageTasks.ContractSuites;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>The ledger contract on Microsoft's own emulator.</summary>
[RequiresServer(AzuriteServer.Name)]
[Collection(AzuriteServer.Name)]
public sealed class AzuriteLedgerSuite(AzuriteServer server) : ObjectLedgerSuite
{
    protected override async Task<IStoreHarness> StartAsync() =>
        new AzureHarness(new AzureBlobStore(await server.OptionsAsync()), await server.NewRootAsync());
}
