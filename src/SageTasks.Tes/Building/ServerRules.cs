using System.Globalization;

namespace SageTasks.Tes;

/// <summary>What a particular server would refuse or drop, by what it tells about itself.</summary>
internal static class ServerRules
{
    // The draft of TES 1.2 is the first that knows fractions of a core.
    private static readonly Version Fractions = new(1, 2);

    /// <summary>Whether the server has to be asked at all.</summary>
    public static bool Matter(TesTask task) =>
        task.Resources is { } resources && (resources.BackendParameters.Count > 0 || (resources.CpuCores is { } cores && cores != Math.Floor(cores)));

    public static void Check(TesTask task, TesServiceInfo server, List<string> violations, List<string> warnings)
    {
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

    private static Version? VersionOf(TesServiceInfo server) =>
        Version.TryParse(server.Type?.Version?.Split('-', '+')[0], out var version) ? version : null;

    private static string Name(TesServiceInfo server) => server.Name ?? server.Id ?? "without a name";
}
