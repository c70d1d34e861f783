namespace SageTasks.Ledger.PostgreSql.Tests;

[CollectionDefinition(PostgreSqlServer.Name)]
public sealed class SharedPostgreSql : ICollectionFixture<PostgreSqlServer>;
