namespace SageTasks.Storage.S3.Tests;

[CollectionDefinition(RadosGatewayServer.Name)]
public sealed class SharedRadosGateway : ICollectionFixture<RadosGatewayServer>;
