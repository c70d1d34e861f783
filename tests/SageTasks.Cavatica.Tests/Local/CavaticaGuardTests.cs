using SageTasks.ContractSuites;

[assembly: CollectionBehavior(MaxParallelThreads = 4)] // the guard waits most of the time

namespace SageTasks.Cavatica.Tests.Local;

/// <summary>The guard's promise, kept on Cavatica.</summary>
public sealed class CavaticaGuardTests : GuardSuite<TaskRequest>
{
    protected override async Task<IGuardHarness<TaskRequest>> CreateHarnessAsync() => await CavaticaHarness.StartAsync();
}

/// <summary>What the guard decides about tasks that Cavatica has.</summary>
public sealed class CavaticaGuardDecisionTests : GuardDecisionSuite<TaskRequest>
{
    protected override async Task<IGuardHarness<TaskRequest>> CreateHarnessAsync() => await CavaticaHarness.StartAsync();
}

/// <summary>What goes wrong between the guard and Cavatica.</summary>
public sealed class CavaticaGuardFaultTests : GuardFaultSuite<TaskRequest>
{
    protected override async Task<IGuardHarness<TaskRequest>> CreateHarnessAsync() => await CavaticaHarness.StartAsync();
}

/// <summary>What the guard does on Cavatica when what it knows is old or not all.</summary>
public sealed class CavaticaGuardDoubtTests : GuardDoubtSuite<TaskRequest>
{
    protected override async Task<IGuardHarness<TaskRequest>> CreateHarnessAsync() => await CavaticaHarness.StartAsync();
}

/// <summary>Tasks on Cavatica under keys of an older form.</summary>
public sealed class CavaticaGuardFormTests : GuardFormSuite<TaskRequest>
{
    protected override async Task<IGuardHarness<TaskRequest>> CreateHarnessAsync() => await CavaticaHarness.StartAsync();
}

/// <summary>Drafts on Cavatica: never more than one task of a piece of work is run, and none is left over.</summary>
public sealed class CavaticaDraftGuardTests : DraftGuardSuite<TaskRequest>
{
    protected override async Task<IDraftGuardHarness<TaskRequest>> CreateDraftHarnessAsync() => await CavaticaHarness.StartAsync();
}
