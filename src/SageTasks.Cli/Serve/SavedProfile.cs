using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Cli;

/// <summary>Writes a profile into the configuration file, and its secrets into files that only this user reads. What people wrote stays.</summary>
internal static class SavedProfile
{
    private const string Mark = "sagetasks serve";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the profile can be written without losing anything.</summary>
    /// <exception cref="UsageException">It cannot; the message says what to do.</exception>
    public static void Check(string? config, string name)
    {
        if (name.Length == 0 || name[0] == '.' || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            throw new UsageException($"--save-profile '{name}' is no name of a profile: write letters, digits, dots, hyphens and underscores.");
        }

        var path = PathOf(config);
        if (ConfigurationFile.ReadAll(path).GetValueOrDefault(name) is { MadeBy: not Mark })
        {
            throw new UsageException($"--save-profile {name}: {path} has a profile '{name}' that serve did not write. Take another name, or take that profile out.");
        }

        if (File.Exists(path) && HasComments(File.ReadAllBytes(path)))
        {
            throw new UsageException($"--save-profile {name}: {path} holds comments, which would be lost. Take them out, or name another file: --config FILE.");
        }
    }

    public static void Write(string? config, string name, IReadOnlyDictionary<string, string> exports)
    {
        Check(config, name);
        var path = PathOf(config);
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "secrets", name);
        var environment = new JsonObject();
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

        var content = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path), documentOptions: ConfigurationFile.Relaxed)! : new JsonObject { ["profiles"] = new JsonObject() };
        if (content["profiles"]![name] is not JsonObject profile)
        {
            content["profiles"]![name] = profile = new JsonObject();
        }

        (profile["madeBy"], profile["environment"]) = (Mark, environment);
        PrivateFile.Write(path, content.ToJsonString(Readable));
    }

    private static string PathOf(string? config) => Path.GetFullPath(ConfigurationFile.PathOf(config));

    private static bool HasComments(byte[] text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Allow });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment)
            {
                return true;
            }
        }

        return false;
    }
}
