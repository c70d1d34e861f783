namespace SageTasks.Testing;

/// <summary>What TES on Azure refuses beyond the published API.</summary>
internal static class TesAzureChecks
{
    public static string? Problem(TesTask task) =>
        task.Executors is not { Count: > 0 } ? "Executors list in the task is null or empty."
        : task.Executors.Any(executor => string.IsNullOrWhiteSpace(executor?.Image)) ? "Docker container image name is null or empty for an executor."
        : (task.Inputs ?? []).Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? TaskChecks.Problem(task, wildcardsNeedPrefix: false)
            ?? Problem(task.Resources);

    private static string? Problem(TesInput input) => input switch
    {
        { Url.Length: > 0, Content: not null } => "Input URL and Content cannot be both set",
        { Url: null or "", Content: null } => "Either Input URL or Content must be set",
        { Content: not null, Type: "DIRECTORY" } => "Content inputs cannot be directories.",
        { Url: not null } when input.Url.StartsWith("file://", StringComparison.OrdinalIgnoreCase) => "File URIs are not supported as inputs.",
        _ => null,
    };

    private static string? Problem(TesResources? resources)
    {
        if (resources is null)
        {
            return null;
        }

        var names = resources.BackendParameters?.Keys.Select(key => key.ToLowerInvariant()).ToList() ?? [];
        return resources.CpuCores is <= 0 ? "Must set resources.cpu_cores to a value greater than 0."
            : resources.RamGb is <= 0 ? "Must set resources.ram_gb to a value greater than 0."
            : resources.DiskGb is <= 0 ? "Must set resources.disk_gb to a value greater than 0."
            : names.Distinct(StringComparer.Ordinal).Count() != names.Count ? "Duplicate backend_parameters were specified."
            : null;
    }
}
