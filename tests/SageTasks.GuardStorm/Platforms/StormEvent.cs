namespace SageTasks.GuardStorm;

/// <summary>What happened to a run.</summary>
/// <param name="Work">The work of a run that was created; null where one was cancelled.</param>
/// <param name="IsDraft">Whether it is a draft, which is no run until it is started.</param>
internal sealed record StormEvent(int? Work, bool IsDraft = false)
{
    public static StormEvent Canceled { get; } = new((int?)null);

    /// <summary>A draft was deleted.</summary>
    public static StormEvent Discarded { get; } = new(null, IsDraft: true);
}
