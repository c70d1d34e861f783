using SageTasks.Reports;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>Keeps evidence. A disk that is full is a warning: by then a run may have started, and its id must be told.</summary>
internal sealed class EvidenceKeeper(EvidenceFolder folder, Terminal terminal)
{
    public void Keep(Submission submission) => Try(() => folder.Keep(submission));

    public void Keep(RunChange change) => Try(() => folder.Keep(change));

    public void Keep(SubmissionFailure failure) => Try(() => folder.Keep(failure));

    private void Try(Action keep)
    {
        try
        {
            keep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.WarnOfLoss($"evidence could not be kept in {folder.FullPath}: {e.Message}");
        }
    }
}
