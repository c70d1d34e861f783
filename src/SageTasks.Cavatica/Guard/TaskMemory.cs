using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>What earlier look-ups have read completely, so that the next one reads only what is new. Never changed: a later one replaces it.</summary>
/// <param name="Marked">The tasks that carry a mark, by id.</param>
/// <param name="Unlisted">The ids of the tasks that no filter by state showed.</param>
/// <param name="Witness">A task that every list since its creation must show.</param>
/// <param name="ReadAt">When the list was read, by the server's clock.</param>
/// <param name="WholeAt">When the whole list was read last, by the clock here.</param>
internal sealed record TaskMemory(
    IReadOnlyDictionary<string, CavaticaTask> Marked, IReadOnlyCollection<string> Unlisted, CavaticaTask Witness, DateTimeOffset ReadAt, DateTimeOffset WholeAt)
{
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(2);

    /// <summary>The tasks that carry one of these keys.</summary>
    public IEnumerable<CavaticaTask> Of(HashSet<SubmissionKey> keys) => Marked.Values.Where(task => TaskMarks.Read(task.Description) is { } tag && keys.Contains(tag.Key));

    /// <summary>From when on everything has to be read again: what was hidden or running late then may have appeared since.</summary>
    public DateTimeOffset UnreadFrom(TimeSpan hiddenFor)
    {
        var from = ReadAt - hiddenFor;
        return (Witness.CreatedTime < from ? Witness.CreatedTime.Value : from) - ClockResolution;
    }

    /// <summary>What a complete reading leaves behind; null where nothing can be built on it.</summary>
    public static TaskMemory? After(TaskMemory? earlier, IReadOnlyCollection<CavaticaTask> read, DateTimeOffset? readAt, DateTimeOffset wholeAt)
    {
        // A draft can be deleted any time.
        var witness = read.Where(task => task.CreatedTime is not null && task.Status != CavaticaTaskStatus.Draft).MaxBy(task => task.CreatedTime) ?? earlier?.Witness;
        if (witness is null || readAt is not { } at)
        {
            return null;
        }

        var marked = earlier is null ? new Dictionary<string, CavaticaTask>(StringComparer.Ordinal) : new Dictionary<string, CavaticaTask>(earlier.Marked, StringComparer.Ordinal);
        foreach (var task in read.Where(task => TaskMarks.Read(task.Description) is not null))
        {
            marked[task.Id] = task;
        }

        var unlisted = read.Where(BoundedTasks.IsUnlisted).Select(task => task.Id).Union(earlier?.Unlisted ?? [], StringComparer.Ordinal);
        return new TaskMemory(marked, [.. unlisted], witness, at, wholeAt);
    }
}
