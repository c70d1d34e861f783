namespace SageTasks.Storage.Tests;

public sealed class SequentialMemoryStoreSuite : MemoryStoreSuiteBase
{
    protected override MultipartSupport Multipart => MultipartSupport.Sequential;
}
