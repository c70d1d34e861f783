namespace SageTasks.GuardStorm;

/// <summary>What happened to a run.</summary>
/// <param name="Work">The work of a run that was created; null where one was cancelled.</param>
internal sealed record StormEvent(int? Work)
{
    public static StormEvent Canceled { get; } = new((int?)null);
}
