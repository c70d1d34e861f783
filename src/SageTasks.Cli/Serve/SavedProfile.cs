using System.Text.Json;

namespace SageTasks.Cli;

/// <summary>Writes a profile into the configuration file, and its secrets into files that only this user reads.</summary>
internal static class SavedProfile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static void Write(string? config, string name, IReadOnlyDictionary<string, string> exports)
    {
        var path = Path.GetFullPath(ConfigurationFile.PathOf(config));
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "secrets", name);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (variable, value) in exports)
        {
            if (!Secrets.IsSecret(variable))
            {
                environment[variable] = value;
                continue;
            }

            var file = Path.Combine(folder, variable);
            PrivateFile.Write(file, value);
            environment[variable + "_FILE"] = file;
        }

        var profiles = new Dictionary<string, Profile>(ConfigurationFile.ReadAll(path), StringComparer.Ordinal) { [name] = new Profile { Environment = environment } };
        var content = JsonSerializer.SerializeToNode(new ConfigurationFile.Content { Profiles = profiles }, CliJson.Default.Content)!;
        PrivateFile.Write(path, content.ToJsonString(Readable));
    }
}
