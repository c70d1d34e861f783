using SageTasks.ContractSuites;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>The guard suite on the smallest platform there is.</summary>
public class MemoryGuardTests : GuardSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}
