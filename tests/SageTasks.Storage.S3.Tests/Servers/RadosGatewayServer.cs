namespace SageTasks.Storage.S3.Tests;

public sealed class RadosGatewayServer() : S3Server(Name)
{
    public const string Name = "radosgw";
}
