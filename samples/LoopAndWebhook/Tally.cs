using SageTasks.Runs;

namespace LoopAndWebhook;

/// <summary>What came of the work, for the last line.</summary>
internal sealed class Tally
{
    private int _launched;
    private int _reused;
    private int _failed;

    /// <summary>Work that failed for good, for want of a run or because the run did.</summary>
    public int Failed => _failed;

    public void Count(Submission submission)
    {
        if (submission.Outcome is SubmissionOutcome.Attached or SubmissionOutcome.Reused)
        {
            Interlocked.Increment(ref _reused);
        }
        else
        {
            Interlocked.Increment(ref _launched);
        }
    }

    public void Count(RunChange change)
    {
        if (change is { Kind: RunChangeKind.Vanished } or { Kind: RunChangeKind.Ended, Run.State: not RunState.Succeeded })
        {
            CountFailure();
        }
    }

    public void CountFailure() => Interlocked.Increment(ref _failed);

    public override string ToString() => $"launched={_launched} reused={_reused} failed={_failed}";
}
