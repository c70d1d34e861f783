using System.Globalization;

namespace SageTasks.Tes;

/// <summary>What a particular server would refuse or drop, by what it tells about itself.</summary>
internal static class ServerRules
{
    // The draft of TES 1.2 is the first that knows fractions of a core.
    private static readonly Version Fractions = new(1, 2);

    // No other server has it.
    private const string AzureParameter = "internal_path_prefix";

    /// <summary>Whether the server has to be asked at all.</summary>
    public static bool Matter(TesTask task) =>
        OnAzure(task).Any()
        || (task.Resources is { } resources && (resources.BackendParameters.Count > 0 || (resources.CpuCores is { } cores && cores != Math.Floor(cores))));

    public static void Check(TesTask task, TesServiceInfo server, List<string> violations, List<string> warnings)
    {
        if (server.BackendParameters.Contains(AzureParameter, StringComparer.OrdinalIgnoreCase))
        {
            warnings.AddRange(OnAzure(task).Select(warning => $"{warning} on TES-Azure, which this server ({Name(server)}) seems to be."));
        }

        if (task.Resources is not { } resources)
        {
            return;
        }

        if (resources.CpuCores is { } cores && cores > 0 && cores != Math.Floor(cores) && !(VersionOf(server) >= Fractions))
        {
            violations.Add(string.Create(
                CultureInfo.InvariantCulture, $"resources.cpu_cores: is {cores}, but this server ({Name(server)}) takes whole cores only. Give {Math.Ceiling(cores)}."));
        }

        var known = server.BackendParameters.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var key in resources.BackendParameters.Keys.Where(key => !known.Contains(key)))
        {
            var supported = known.Count == 0 ? "it names none" : $"it knows {string.Join(", ", known.Order(StringComparer.Ordinal))}";
            if (resources.BackendParametersStrict == true)
            {
                violations.Add($"resources.backend_parameters: '{key}' is unknown to this server ({Name(server)}; {supported}), and the task is strict.");
            }
            else
            {
                warnings.Add($"resources.backend_parameters: this server ({Name(server)}; {supported}) drops '{key}'.");
            }
        }
    }

    /// <summary>What TES-Azure leaves undone without a word.</summary>
    private static IEnumerable<string> OnAzure(TesTask task)
    {
        if (task.Executors.Count > 1)
        {
            yield return "executors: only the first one runs";
        }

        if (task.Executors.Any(executor => executor.IgnoreError == true))
        {
            yield return "executors: ignore_error is dropped";
        }

        if (task.Inputs.Any(input => input.Streamable == true))
        {
            yield return "inputs: one that is streamable is not fetched";
        }

        if (task.Outputs.Any(output => TaskRules.HasWildcards(output.Path)))
        {
            yield return "outputs: path_prefix is dropped";
        }
    }

    private static Version? VersionOf(TesServiceInfo server) =>
        Version.TryParse(server.Type?.Version?.Split('-', '+')[0], out var version) ? version : null;

    private static string Name(TesServiceInfo server) => server.Name ?? server.Id ?? "without a name";
}
