using SageTasks.ContractSuites;
using SageTasks.Testing;

[assembly: CollectionBehavior(MaxParallelThreads = 4)] // the guard waits most of the time

namespace SageTasks.Tes.Tests.Local;

/// <summary>The guard's promise, kept on a server that keeps to the standard.</summary>
public sealed class SpecGuardTests : GuardSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Spec);
}

/// <summary>What the guard decides about tasks that a server that keeps to the standard has.</summary>
public sealed class SpecGuardDecisionTests : GuardDecisionSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Spec);
}

/// <summary>What goes wrong between the guard and a server that keeps to the standard.</summary>
public sealed class SpecGuardFaultTests : GuardFaultSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Spec);
}

/// <summary>What the guard does on a server that keeps to the standard when what it knows is old or not all.</summary>
public sealed class SpecGuardDoubtTests : GuardDoubtSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Spec);
}

/// <summary>Tasks on a server that keeps to the standard under keys of an older form.</summary>
public sealed class SpecGuardFormTests : GuardFormSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Spec);
}

/// <summary>The guard's promise, kept on Funnel.</summary>
public sealed class FunnelGuardTests : GuardSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Funnel);
}

/// <summary>What the guard decides about tasks that Funnel has.</summary>
public sealed class FunnelGuardDecisionTests : GuardDecisionSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Funnel);
}

/// <summary>What goes wrong between the guard and Funnel.</summary>
public sealed class FunnelGuardFaultTests : GuardFaultSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Funnel);
}

/// <summary>What the guard does on Funnel when what it knows is old or not all.</summary>
public sealed class FunnelGuardDoubtTests : GuardDoubtSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Funnel);
}

/// <summary>Tasks on Funnel under keys of an older form.</summary>
public sealed class FunnelGuardFormTests : GuardFormSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Funnel);
}

/// <summary>The guard's promise, kept on TES-Azure.</summary>
public sealed class TesAzureGuardTests : GuardSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.TesAzure);
}

/// <summary>What the guard decides about tasks that TES-Azure has.</summary>
public sealed class TesAzureGuardDecisionTests : GuardDecisionSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.TesAzure);
}

/// <summary>What goes wrong between the guard and TES-Azure.</summary>
public sealed class TesAzureGuardFaultTests : GuardFaultSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.TesAzure);
}

/// <summary>What the guard does on TES-Azure when what it knows is old or not all.</summary>
public sealed class TesAzureGuardDoubtTests : GuardDoubtSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.TesAzure);
}

/// <summary>Tasks on TES-Azure under keys of an older form.</summary>
public sealed class TesAzureGuardFormTests : GuardFormSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.TesAzure);
}

/// <summary>The guard's promise, kept on TESK.</summary>
public sealed class TeskGuardTests : GuardSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Tesk);
}

/// <summary>What the guard decides about tasks that TESK has.</summary>
public sealed class TeskGuardDecisionTests : GuardDecisionSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Tesk);
}

/// <summary>What goes wrong between the guard and TESK.</summary>
public sealed class TeskGuardFaultTests : GuardFaultSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Tesk);
}

/// <summary>What the guard does on TESK when what it knows is old or not all.</summary>
public sealed class TeskGuardDoubtTests : GuardDoubtSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Tesk);
}

/// <summary>Tasks on TESK under keys of an older form.</summary>
public sealed class TeskGuardFormTests : GuardFormSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.Tesk);
}

/// <summary>The guard's promise, kept on proTES.</summary>
public sealed class ProTesGuardTests : GuardSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.ProTes);
}

/// <summary>What the guard decides about tasks that proTES has.</summary>
public sealed class ProTesGuardDecisionTests : GuardDecisionSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.ProTes);
}

/// <summary>What goes wrong between the guard and proTES.</summary>
public sealed class ProTesGuardFaultTests : GuardFaultSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.ProTes);
}

/// <summary>What the guard does on proTES when what it knows is old or not all.</summary>
public sealed class ProTesGuardDoubtTests : GuardDoubtSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.ProTes);
}

/// <summary>Tasks on proTES under keys of an older form.</summary>
public sealed class ProTesGuardFormTests : GuardFormSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.ProTes);
}

/// <summary>The guard's promise, kept on the old tes-azure.</summary>
public sealed class OldTesAzureGuardTests : GuardSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.OldTesAzure);
}

/// <summary>What the guard decides about tasks that the old tes-azure has.</summary>
public sealed class OldTesAzureGuardDecisionTests : GuardDecisionSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.OldTesAzure);
}

/// <summary>What goes wrong between the guard and the old tes-azure.</summary>
public sealed class OldTesAzureGuardFaultTests : GuardFaultSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.OldTesAzure);
}

/// <summary>What the guard does on the old tes-azure when what it knows is old or not all.</summary>
public sealed class OldTesAzureGuardDoubtTests : GuardDoubtSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.OldTesAzure);
}

/// <summary>Tasks on the old tes-azure under keys of an older form.</summary>
public sealed class OldTesAzureGuardFormTests : GuardFormSuite<TesTask>
{
    protected override async Task<IGuardHarness<TesTask>> CreateHarnessAsync() => await TesHarness.StartAsync(LocalTesPersonality.OldTesAzure);
}
