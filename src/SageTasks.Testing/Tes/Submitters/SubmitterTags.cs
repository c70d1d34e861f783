namespace SageTasks.Testing;

/// <summary>The tags by which TES on Azure says who submitted a task, found out from the task itself.</summary>
internal static class SubmitterTags
{
    private static readonly Func<TesTask, Submitter?>[] Known =
        [CromwellTasks.Detect, OldCromwellTasks.Detect, EngineTasks.Nextflow, EngineTasks.Snakemake, EngineTasks.CwlTes];

    /// <summary>The task with the tags of its submitter; tags of its own stay.</summary>
    public static TesTask Add(TesTask task)
    {
        if (Known.Select(detect => detect(task)).FirstOrDefault(found => found is not null) is not { } submitter)
        {
            return task;
        }

        var tags = new Dictionary<string, string?>(task.Tags ?? new Dictionary<string, string?>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (name, value) in submitter.Tags)
        {
            tags.TryAdd(name, value);
        }

        return task with { Tags = tags };
    }
}
