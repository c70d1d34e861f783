namespace SageTasks.Storage.Azure.Tests;

[CollectionDefinition(AzuriteServer.Name)]
public sealed class SharedAzurite : ICollectionFixture<AzuriteServer>;
