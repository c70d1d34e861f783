namespace SageTasks.Testing.Cavatica;

/// <summary>Which tasks a list shows, and in which order.</summary>
internal static class TaskSearch
{
    /// <summary>Filters of the same name are alternatives; those of different names all hold.</summary>
    public static IEnumerable<SbgTask> Filter(CavaticaCall call, IEnumerable<SbgTask> tasks)
    {
        var (statuses, parent, batch, origin) = (Statuses(call), call.Query("parent"), call.Flag("batch"), call.Query("origin_id") ?? call.Query("origin.id"));
        var (createdFrom, createdTo) = (call.Time("created_from"), call.Time("created_to"));
        var (startedFrom, startedTo) = (call.Time("started_from"), call.Time("started_to"));
        var (endedFrom, endedTo) = (call.Time("ended_from"), call.Time("ended_to"));
        return tasks.Where(task =>
            (statuses.Count == 0 || statuses.Contains(task.Status, StringComparer.Ordinal))
            && (parent is null || task.Parent == parent)
            && (batch is null || task.IsBatch == batch)
            && (origin is null || task.OriginId == origin)
            && IsWithin(task.CreatedTime, createdFrom, createdTo)
            && IsWithin(task.StartTime, startedFrom, startedTo)
            && IsWithin(task.EndTime, endedFrom, endedTo));
    }

    /// <summary>The order that is asked for; newest first otherwise.</summary>
    public static IEnumerable<SbgTask> Order(CavaticaCall call, IEnumerable<SbgTask> tasks)
    {
        var descends = call.Query("order")?.ToLowerInvariant() switch
        {
            "asc" => false,
            "desc" => true,
            null => call.Query("order_by") is null,
            var other => throw CavaticaErrors.Bad($"'order' is '{other}'. Allowed values: [asc, desc]."),
        };
        var ordered = call.Query("order_by")?.ToLowerInvariant() switch
        {
            null or "created_time" => tasks.OrderBy(task => task.CreatedTime),
            "start_time" => tasks.OrderBy(task => task.StartTime),
            "end_time" => tasks.OrderBy(task => task.EndTime),
            "name" => tasks.OrderBy(task => task.Name, StringComparer.OrdinalIgnoreCase),
            "created_by" => tasks.OrderBy(task => task.CreatedBy, StringComparer.Ordinal),
            var other => throw CavaticaErrors.Bad($"'order_by' is '{other}'. Allowed values: [created_time, start_time, name, end_time, created_by]."),
        };
        return descends ? ordered.Reverse() : ordered;
    }

    private static List<string> Statuses(CavaticaCall call)
    {
        var asked = call.Queries("status").Select(status => status.ToUpperInvariant()).ToList();
        return asked.TrueForAll(status => LocalCavaticaStatus.OfFilters.Contains(status, StringComparer.Ordinal))
            ? asked
            : throw CavaticaErrors.Refuse(400, 7006, $"Invalid task status. Allowed values: [{string.Join(", ", LocalCavaticaStatus.OfFilters)}]");
    }

    private static bool IsWithin(DateTimeOffset? time, DateTimeOffset? from, DateTimeOffset? to) => (from is null || time >= from) && (to is null || time <= to);
}
