namespace SageTasks.Testing;

/// <summary>A fault that strikes now.</summary>
/// <param name="Rule">The rule that struck.</param>
/// <param name="Wait">How long to wait, for kinds that wait.</param>
/// <param name="Dice">A number of its own, for whatever else the fault has to decide.</param>
internal readonly record struct Fault(FaultRule Rule, TimeSpan Wait, ulong Dice)
{
    public FaultKind Kind => Rule.Kind;
}
