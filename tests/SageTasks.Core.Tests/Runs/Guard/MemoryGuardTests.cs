using SageTasks.ContractSuites;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>The guard suite on the smallest platform there is.</summary>
public class MemoryGuardTests : GuardSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}

/// <summary>The guard's decisions on the smallest platform there is.</summary>
public class MemoryGuardDecisionTests : GuardDecisionSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}

/// <summary>The guard's faults on the smallest platform there is.</summary>
public class MemoryGuardFaultTests : GuardFaultSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}

/// <summary>The guard's doubts on the smallest platform there is.</summary>
public class MemoryGuardDoubtTests : GuardDoubtSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}

/// <summary>Keys of older forms on the smallest platform there is.</summary>
public class MemoryGuardFormTests : GuardFormSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}
