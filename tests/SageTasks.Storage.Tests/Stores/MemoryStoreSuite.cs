namespace SageTasks.Storage.Tests;

/// <summary>The store that other tests rely on passes the suite as well, in both ways to take parts.</summary>
public sealed class MemoryStoreSuite : MemoryStoreSuiteBase
{
    protected override MultipartSupport Multipart => MultipartSupport.Parallel;
}
