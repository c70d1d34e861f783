namespace SageTasks.Testing;

/// <summary>What is to be answered, and the fault that may stand in the way.</summary>
internal readonly record struct Outcome(LocalAnswer Answer, Fault? Fault)
{
    /// <summary>Whether the client gets no answer at all.</summary>
    public bool IsLost => Fault?.Kind is FaultKind.DropRequest or FaultKind.DropReply or FaultKind.LateCommit
        || (Fault?.Kind is FaultKind.CutBody && !Answer.HasBody);
}
