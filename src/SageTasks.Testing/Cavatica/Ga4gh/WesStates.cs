namespace SageTasks.Testing.Cavatica;

/// <summary>A task's state as WES says it.</summary>
internal static class WesStates
{
    public static string Of(string status) => status switch
    {
        LocalCavaticaStatus.Creating or LocalCavaticaStatus.Queued => LocalWesState.Queued,
        LocalCavaticaStatus.Running => LocalWesState.Running,
        LocalCavaticaStatus.Aborting => LocalWesState.Canceling,
        LocalCavaticaStatus.Aborted => LocalWesState.Canceled,
        LocalCavaticaStatus.Completed => LocalWesState.Complete,
        LocalCavaticaStatus.Failed => LocalWesState.ExecutorError,
        _ => LocalWesState.Unknown,
    };
}
