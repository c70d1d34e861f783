namespace SageTasks.Tes;

/// <summary>A task as servers and programs write it that fill in every field (Funnel): what stands for "not set" becomes null, so that the task
/// can be checked, staged and sent again.</summary>
internal static class Unset
{
    /// <summary>The task as it was asked for. One with an id was shown by a server; one without was put together here, where a blank is a mistake
    /// that the rules tell.</summary>
    public static TesTask AsAsked(TesTask task) => task.Id is null ? task : LeaveOut(task);

    public static TesTask LeaveOut(TesTask task) => task with
    {
        Name = Given(task.Name),
        Description = Given(task.Description),
        Inputs = Each(task.Inputs, Input),
        Outputs = Each(task.Outputs, Output),
        Executors = Each(task.Executors, Executor),
        Resources = Resources(task.Resources),
    };

    // With content servers must ignore the url; an empty content is one only where nothing else is given.
    private static TesInput Input(TesInput input)
    {
        var hasContent = !string.IsNullOrEmpty(input.Content);
        var (url, content) = hasContent ? (null, input.Content) : (Given(input.Url), Given(input.Url) is null ? input.Content : null);
        return new TesInput
        {
            Name = Given(input.Name),
            Description = Given(input.Description),
            Url = url,
            Path = input.Path,
            Type = input.Type,
            Content = content,
            Streamable = True(input.Streamable),
        };
    }

    private static TesOutput Output(TesOutput output) =>
        output with { Name = Given(output.Name), Description = Given(output.Description), PathPrefix = Given(output.PathPrefix) };

    private static TesExecutor Executor(TesExecutor executor) => executor with
    {
        Workdir = Given(executor.Workdir),
        Stdin = Given(executor.Stdin),
        Stdout = Given(executor.Stdout),
        Stderr = Given(executor.Stderr),
        IgnoreError = True(executor.IgnoreError),
    };

    // Whether false is what a server takes where nothing is said differs for preemptible, so that one stays.
    private static TesResources? Resources(TesResources? resources)
    {
        var set = resources is null ? null : resources with
        {
            CpuCores = Amount(resources.CpuCores),
            RamGb = Amount(resources.RamGb),
            DiskGb = Amount(resources.DiskGb),
            Zones = [.. resources.Zones.Where(zone => zone.Length > 0)],
            BackendParametersStrict = True(resources.BackendParametersStrict),
        };
        return set == new TesResources() ? null : set;
    }

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Func<T, T> read) => items.Count == 0 ? items : [.. items.Select(read)];

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static double? Amount(double? amount) => amount == 0 ? null : amount;

    private static bool? True(bool? flag) => flag == true ? true : null;
}
