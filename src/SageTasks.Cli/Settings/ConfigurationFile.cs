using System.Text.Json;

namespace SageTasks.Cli;

/// <summary>The configuration file: profiles by name, each with the environment variables that the clients read, and DRS servers.
/// <code>
/// { "profiles": { "lab": { "environment": { "TOWER_WORKSPACE_ID": "7", "TOWER_ACCESS_TOKEN_FILE": "~/secrets/tower" } } } }
/// </code></summary>
internal static class ConfigurationFile
{
    private const string DefaultProfile = "default";

    public static readonly JsonDocumentOptions Relaxed = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The profile that applies; an empty one where nothing is configured and nothing was asked for.</summary>
    /// <exception cref="UsageException">The file or the profile is not there, or not what it should be.</exception>
    public static Profile Load(string? file, string? profile)
    {
        var isNamed = (file ?? Variable("SAGETASKS_CONFIG")) is not null;
        var name = profile ?? Variable("SAGETASKS_PROFILE");
        var found = PathOf(file);
        if (!File.Exists(found))
        {
            return !isNamed && name is null ? new Profile() : throw new UsageException($"There is no configuration file {found}. Write one, or name it: --config FILE.");
        }

        var profiles = ReadAll(found);
        return profiles.GetValueOrDefault(name ?? DefaultProfile) is { } settings
            ? Check(found, settings with { Name = name ?? DefaultProfile, IsChosen = name is not null })
            : name is null ? new Profile() : throw new UsageException($"{found} has no profile '{name}'. It has: {string.Join(", ", profiles.Keys)}.");
    }

    /// <summary>The file that applies, be it there or not.</summary>
    /// <param name="file">The one that was named; null for that of the environment, else the usual one.</param>
    public static string PathOf(string? file) => HomePath.Of(file ?? Variable("SAGETASKS_CONFIG") ?? Path.Combine(
        Variable("XDG_CONFIG_HOME") ?? (OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config")),
        "sagetasks",
        "config.json"));

    /// <summary>All profiles of a file; none where it is not there.</summary>
    /// <exception cref="UsageException">It is no configuration file.</exception>
    public static IReadOnlyDictionary<string, Profile> ReadAll(string path) => File.Exists(path) ? Read(path).Profiles : new Dictionary<string, Profile>(StringComparer.Ordinal);

    private static Content Read(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path), Relaxed);
            ConfigurationShape.Check(path, file.RootElement);
            return file.RootElement.Deserialize(CliJson.Default.Content)!;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path} is not a configuration file: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static Profile Check(string path, Profile profile)
    {
        foreach (var name in profile.Environment.Keys.Where(Secrets.IsSecret))
        {
            throw new UsageException($"{path}: profile '{profile.Name}' holds {name}, which is a secret. Put it into a file and write {name}_FILE with the file's name.");
        }

        return profile;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The file as JSON.</summary>
    internal sealed record Content
    {
        public required IReadOnlyDictionary<string, Profile> Profiles { get; init; }
    }
}
