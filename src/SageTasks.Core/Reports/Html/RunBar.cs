namespace SageTasks.Reports;

/// <summary>A run on the line of time.</summary>
internal sealed record RunBar(ReportedRun Run, int Index, DateTimeOffset? From, DateTimeOffset? To)
{
    public StateSign Sign => StateSign.Of(Run.Run.State);
}
