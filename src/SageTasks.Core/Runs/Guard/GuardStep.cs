namespace SageTasks.Runs;

/// <summary>The moments at which a crash is most awkward.</summary>
internal enum GuardStep
{
    BeforePost,
    AfterCommit,
    BeforeStart,
    BeforeCancel,
}
