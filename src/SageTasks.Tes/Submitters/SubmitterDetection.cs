namespace SageTasks.Tes;

/// <summary>Recognises who submitted a task by the marks that workflow engines leave in it.</summary>
public static class SubmitterDetection
{
    /// <summary>Who submitted a task: whoever its tags name, else Cromwell (by the rule of ga4gh-tes, else by that of tes-azure), Nextflow,
    /// Snakemake or cwl-tes; null where no engine's marks are found.</summary>
    public static TaskSubmitter? Detect(TesTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return TaskSubmitter.TryRead(task.Tags, out var named)
            ? named
            : DetectCromwell(task) ?? DetectCromwellByOldRule(task) ?? OtherEngines.Nextflow(task) ?? OtherEngines.Snakemake(task) ?? OtherEngines.CwlTes(task);
    }

    /// <summary>Cromwell by the rule of today's TES on Azure (ga4gh-tes): a command script among the inputs, outputs named <c>rc</c>, <c>stdout</c>
    /// and <c>stderr</c>, and the return code's path, which holds the id that the description begins with. Null where it does not apply.</summary>
    public static TaskSubmitter? DetectCromwell(TesTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return CromwellRules.Current(task);
    }

    /// <summary>Cromwell by the rule of the older TES on Azure (tes-azure): outputs that end in <c>execution/rc</c>, <c>/stdout</c> and
    /// <c>/stderr</c> below <c>/tes-wd</c>, all of them with their path as address. Null where it does not apply.</summary>
    public static TaskSubmitter? DetectCromwellByOldRule(TesTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return CromwellRules.Old(task);
    }
}
