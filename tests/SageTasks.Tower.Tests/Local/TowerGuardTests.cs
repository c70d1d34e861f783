using SageTasks.ContractSuites;

namespace SageTasks.Tower.Tests.Local;

/// <summary>The guard's promise, kept on Tower.</summary>
public sealed class TowerGuardTests : GuardSuite<TowerLaunch>
{
    protected override async Task<IGuardHarness<TowerLaunch>> CreateHarnessAsync() => await TowerHarness.StartAsync();
}
