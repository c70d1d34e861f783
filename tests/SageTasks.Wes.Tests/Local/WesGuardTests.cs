using SageTasks.ContractSuites;
using SageTasks.Testing;

[assembly: CollectionBehavior(MaxParallelThreads = 4)] // the guard waits most of the time

namespace SageTasks.Wes.Tests.Local;

/// <summary>The guard's promise, kept on a server that keeps to the standard.</summary>
public sealed class SpecGuardTests : GuardSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Spec);
}

/// <summary>What the guard decides about runs that a server that keeps to the standard has.</summary>
public sealed class SpecGuardDecisionTests : GuardDecisionSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Spec);
}

/// <summary>What goes wrong between the guard and a server that keeps to the standard.</summary>
public sealed class SpecGuardFaultTests : GuardFaultSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Spec);
}

/// <summary>What the guard does on a server that keeps to the standard when what it knows is old or not all.</summary>
public sealed class SpecGuardDoubtTests : GuardDoubtSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Spec);
}

/// <summary>Runs on a server that keeps to the standard under keys of an older form.</summary>
public sealed class SpecGuardFormTests : GuardFormSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Spec);
}

/// <summary>The guard's promise, kept on a server of version 1.0.</summary>
public sealed class Wes10GuardTests : GuardSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Wes10);
}

/// <summary>What the guard decides about runs that a server of version 1.0 has.</summary>
public sealed class Wes10GuardDecisionTests : GuardDecisionSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Wes10);
}

/// <summary>What goes wrong between the guard and a server of version 1.0.</summary>
public sealed class Wes10GuardFaultTests : GuardFaultSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Wes10);
}

/// <summary>What the guard does on a server of version 1.0 when what it knows is old or not all.</summary>
public sealed class Wes10GuardDoubtTests : GuardDoubtSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Wes10);
}

/// <summary>Runs on a server of version 1.0 under keys of an older form.</summary>
public sealed class Wes10GuardFormTests : GuardFormSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Wes10);
}

/// <summary>The guard's promise, kept on sapporo.</summary>
public sealed class SapporoGuardTests : GuardSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Sapporo);
}

/// <summary>What the guard decides about runs that sapporo has.</summary>
public sealed class SapporoGuardDecisionTests : GuardDecisionSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Sapporo);
}

/// <summary>What goes wrong between the guard and sapporo.</summary>
public sealed class SapporoGuardFaultTests : GuardFaultSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Sapporo);
}

/// <summary>What the guard does on sapporo when what it knows is old or not all.</summary>
public sealed class SapporoGuardDoubtTests : GuardDoubtSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Sapporo);
}

/// <summary>Runs on sapporo under keys of an older form.</summary>
public sealed class SapporoGuardFormTests : GuardFormSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Sapporo);
}

/// <summary>The guard's promise, kept on NGS360's server.</summary>
public sealed class Ngs360GuardTests : GuardSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Ngs360);
}

/// <summary>What the guard decides about runs that NGS360's server has.</summary>
public sealed class Ngs360GuardDecisionTests : GuardDecisionSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Ngs360);
}

/// <summary>What goes wrong between the guard and NGS360's server.</summary>
public sealed class Ngs360GuardFaultTests : GuardFaultSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Ngs360);
}

/// <summary>What the guard does on NGS360's server when what it knows is old or not all.</summary>
public sealed class Ngs360GuardDoubtTests : GuardDoubtSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Ngs360);
}

/// <summary>Runs on NGS360's server under keys of an older form.</summary>
public sealed class Ngs360GuardFormTests : GuardFormSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Ngs360);
}

/// <summary>The guard's promise, kept on Toil's server.</summary>
public sealed class ToilGuardTests : GuardSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Toil);
}

/// <summary>What the guard decides about runs that Toil's server has.</summary>
public sealed class ToilGuardDecisionTests : GuardDecisionSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Toil);
}

/// <summary>What goes wrong between the guard and Toil's server.</summary>
public sealed class ToilGuardFaultTests : GuardFaultSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Toil);
}

/// <summary>What the guard does on Toil's server when what it knows is old or not all.</summary>
public sealed class ToilGuardDoubtTests : GuardDoubtSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Toil);
}

/// <summary>Runs on Toil's server under keys of an older form.</summary>
public sealed class ToilGuardFormTests : GuardFormSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.Toil);
}

/// <summary>The guard's promise, kept on DNAstack's server.</summary>
public sealed class DnaStackGuardTests : GuardSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.DnaStack);
}

/// <summary>What the guard decides about runs that DNAstack's server has.</summary>
public sealed class DnaStackGuardDecisionTests : GuardDecisionSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.DnaStack);
}

/// <summary>What goes wrong between the guard and DNAstack's server.</summary>
public sealed class DnaStackGuardFaultTests : GuardFaultSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.DnaStack);
}

/// <summary>What the guard does on DNAstack's server when what it knows is old or not all.</summary>
public sealed class DnaStackGuardDoubtTests : GuardDoubtSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.DnaStack);
}

/// <summary>Runs on DNAstack's server under keys of an older form.</summary>
public sealed class DnaStackGuardFormTests : GuardFormSuite<WesRunRequest>
{
    protected override async Task<IGuardHarness<WesRunRequest>> CreateHarnessAsync() => await WesHarness.StartAsync(LocalWesPersonality.DnaStack);
}
