namespace SageTasks.Storage.S3.Tests;

public sealed class S3rverServer() : S3Server(Name)
{
    public const string Name = "s3rver";
}
