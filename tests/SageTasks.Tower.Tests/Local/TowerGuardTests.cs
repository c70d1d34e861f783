using SageTasks.ContractSuites;

[assembly: CollectionBehavior(MaxParallelThreads = 4)] // the guard waits most of the time

namespace SageTasks.Tower.Tests.Local;

/// <summary>The guard's promise, kept on Tower.</summary>
public sealed class TowerGuardTests : GuardSuite<TowerLaunch>
{
    protected override async Task<IGuardHarness<TowerLaunch>> CreateHarnessAsync() => await TowerHarness.StartAsync();
}

/// <summary>What the guard decides about runs that Tower has.</summary>
public sealed class TowerGuardDecisionTests : GuardDecisionSuite<TowerLaunch>
{
    protected override async Task<IGuardHarness<TowerLaunch>> CreateHarnessAsync() => await TowerHarness.StartAsync();
}

/// <summary>What goes wrong between the guard and Tower.</summary>
public sealed class TowerGuardFaultTests : GuardFaultSuite<TowerLaunch>
{
    protected override async Task<IGuardHarness<TowerLaunch>> CreateHarnessAsync() => await TowerHarness.StartAsync();
}

/// <summary>What the guard does on Tower when what it knows is old or not all.</summary>
public sealed class TowerGuardDoubtTests : GuardDoubtSuite<TowerLaunch>
{
    protected override async Task<IGuardHarness<TowerLaunch>> CreateHarnessAsync() => await TowerHarness.StartAsync();
}

/// <summary>Runs on Tower under keys of an older form.</summary>
public sealed class TowerGuardFormTests : GuardFormSuite<TowerLaunch>
{
    protected override async Task<IGuardHarness<TowerLaunch>> CreateHarnessAsync() => await TowerHarness.StartAsync();
}
