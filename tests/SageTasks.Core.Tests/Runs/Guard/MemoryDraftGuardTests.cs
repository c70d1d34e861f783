using SageTasks.ContractSuites;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>The guard suite on the smallest platform that drafts a run before it starts it.</summary>
public class MemoryDraftGuardTests : DraftGuardSuite<MemoryRequest>
{
    protected override Task<IDraftGuardHarness<MemoryRequest>> CreateDraftHarnessAsync() =>
        Task.FromResult<IDraftGuardHarness<MemoryRequest>>(new MemoryServer { DraftFirst = true });
}
