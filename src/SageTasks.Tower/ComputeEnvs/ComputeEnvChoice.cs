namespace SageTasks.Tower;

/// <summary>Picks a compute environment by its exact name, else by its id; the primary one where nothing is asked for.</summary>
internal static class ComputeEnvChoice
{
    public static ComputeEnvEntry? From(IReadOnlyList<ComputeEnvEntry> all, string? nameOrId) => nameOrId is null
        ? all.FirstOrDefault(entry => entry.Primary == true)
        : all.FirstOrDefault(entry => string.Equals(entry.Name, nameOrId, StringComparison.Ordinal))
            ?? all.FirstOrDefault(entry => string.Equals(entry.Id, nameOrId, StringComparison.Ordinal));
}
