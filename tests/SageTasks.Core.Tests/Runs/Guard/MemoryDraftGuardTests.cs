using SageTasks.ContractSuites;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>The guard suite on the smallest platform that drafts a run before it starts it.</summary>
public class MemoryDraftGuardTests : DraftGuardSuite<MemoryRequest>
{
    protected override Task<IDraftGuardHarness<MemoryRequest>> CreateDraftHarnessAsync() =>
        Task.FromResult<IDraftGuardHarness<MemoryRequest>>(new MemoryServer { DraftFirst = true });
}

/// <summary>What the same work is, where runs are drafted first.</summary>
public class MemoryDraftGuardWorkTests : GuardSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer { DraftFirst = true });
}

/// <summary>The guard's decisions, where runs are drafted first.</summary>
public class MemoryDraftGuardDecisionTests : GuardDecisionSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer { DraftFirst = true });
}

/// <summary>The guard's faults, where runs are drafted first.</summary>
public class MemoryDraftGuardFaultTests : GuardFaultSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer { DraftFirst = true });
}

/// <summary>The guard's doubts, where runs are drafted first.</summary>
public class MemoryDraftGuardDoubtTests : GuardDoubtSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer { DraftFirst = true });
}

/// <summary>Keys of older forms, where runs are drafted first.</summary>
public class MemoryDraftGuardFormTests : GuardFormSuite<MemoryRequest>
{
    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer { DraftFirst = true });
}
