using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Reads the tasks made since a time, and of those made before only what has not ended. No filter is believed for what it says: the tasks made
/// before must all be counted as ended or be shown, and the row at which the list is cut must lie at that time. A task that is being created or stopped
/// is neither, since the published filter takes no such status: unless it is one of <paramref name="unlisted"/>, it does not add up then.</summary>
/// <param name="look">Sends the requests.</param>
/// <param name="since">The time.</param>
/// <param name="unlisted">The ids of tasks that no filter by state showed earlier; they are asked for one by one.</param>
internal sealed class BoundedTasks(TaskLookUp look, DateTimeOffset since, IReadOnlyCollection<string> unlisted)
{
    private static readonly CavaticaTaskStatus[] Ended = [CavaticaTaskStatus.Completed, CavaticaTaskStatus.Failed, CavaticaTaskStatus.Aborted];
    private static readonly CavaticaTaskStatus[] Unended = [CavaticaTaskStatus.Draft, CavaticaTaskStatus.Queued, CavaticaTaskStatus.Running];

    // Times are shown in whole seconds.
    private readonly DateTimeOffset _since = since.AddTicks(-(since.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Whether the platform has counted tasks, so that it cannot have none.</summary>
    public bool HasSeenSome { get; private set; }

    private TaskQuery MadeBefore => new() { CreatedTo = _since };

    /// <summary>Whether no filter by state shows a task.</summary>
    public static bool IsUnlisted(CavaticaTask task) => !HasEnded(task) && !Unended.Contains(task.Status);

    public static bool HasEnded(CavaticaTask task) => Ended.Contains(task.Status);

    /// <summary>Whether a task was made before and has ended.</summary>
    public bool IsPast(CavaticaTask task) => task.CreatedTime < _since && HasEnded(task);

    /// <summary>The tasks; null where the platform's answers do not add up, or show nothing made before.</summary>
    public async Task<IReadOnlyList<CavaticaTask>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var counted = await look.CountAsync(MadeBefore, cancellationToken).ConfigureAwait(false);
            HasSeenSome = counted > 0;
            return counted is > 0 and var before
                && await ReadUnendedAsync(before, cancellationToken).ConfigureAwait(false) is { } unended
                && await ReadMadeSinceAsync(before, cancellationToken).ConfigureAwait(false) is { } made
                ? [.. made.Concat(unended).DistinctBy(task => task.Id, StringComparer.Ordinal)]
                : null;
        }
        catch (PagingException)
        {
            // The whole list may be readable.
            return null;
        }
    }

    // What has ended stays so: counted first, none of it can be among those that are shown afterwards.
    private async Task<IReadOnlyCollection<CavaticaTask>?> ReadUnendedAsync(long before, CancellationToken cancellationToken)
    {
        var ended = 0L;
        foreach (var status in Ended)
        {
            ended += await look.CountAsync(MadeBefore with { Status = status }, cancellationToken).ConfigureAwait(false) ?? 0;
        }

        var unended = new Dictionary<string, CavaticaTask>(StringComparer.Ordinal);
        foreach (var status in Unended)
        {
            foreach (var task in await look.ReadFromAsync(MadeBefore with { Status = status }, start: 0, cancellationToken).ConfigureAwait(false))
            {
                unended[task.Id] = task;
            }
        }

        foreach (var task in await ReadUnlistedAsync(cancellationToken).ConfigureAwait(false))
        {
            unended[task.Id] = task;
        }

        return ended + unended.Count == before ? unended.Values : null;
    }

    private async Task<IEnumerable<CavaticaTask>> ReadUnlistedAsync(CancellationToken cancellationToken) => unlisted.Count == 0
        ? []
        : (await look.ReadAsync(unlisted, cancellationToken).ConfigureAwait(false))
            .Select(result => result.Resource).OfType<CavaticaTask>().Where(task => task.CreatedTime < _since && !HasEnded(task));

    // Begins with the last task made before, so that no gap lies between.
    private async Task<IEnumerable<CavaticaTask>?> ReadMadeSinceAsync(long before, CancellationToken cancellationToken)
    {
        var made = await look.ReadFromAsync(new TaskQuery(), before - 1, cancellationToken).ConfigureAwait(false);
        return made.Count > 0 && made[0].CreatedTime <= _since && (made.Count == 1 || made[1].CreatedTime >= _since) ? made.Skip(1) : null;
    }
}
