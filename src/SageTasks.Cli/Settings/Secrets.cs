namespace SageTasks.Cli;

/// <summary>Secrets come from the environment, from files and from standard input, never from the command line or the configuration file.</summary>
internal static class Secrets
{
    private const string Suffix = "_FILE";

    private static readonly string[] Names =
    [
        "SYNAPSE_AUTH_TOKEN", "TOWER_ACCESS_TOKEN", "SB_AUTH_TOKEN", "TES_TOKEN", "WES_TOKEN", "DRS_TOKEN", "GCS_ACCESS_TOKEN",
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AZURE_STORAGE_KEY", "AZURE_STORAGE_SAS_TOKEN", "AZURE_STORAGE_CONNECTION_STRING",
        "PGPASSWORD",
    ];

    /// <summary>The variables that name a file in place of the secret.</summary>
    public static IEnumerable<string> FileVariables => Names.Select(name => name + Suffix);

    /// <summary>The variable that holds the secret itself.</summary>
    public static string Variable(string name) => IsFile(name) ? name[..^Suffix.Length] : name;

    /// <summary>Whether the variable names a file that holds a secret.</summary>
    public static bool IsFile(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) && Names.Contains(name[..^Suffix.Length], StringComparer.Ordinal);

    /// <summary>Whether the variable holds a secret.</summary>
    public static bool IsSecret(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>The secret in a file, without the line's end.</summary>
    /// <exception cref="UsageException">There is none, or the file cannot be read.</exception>
    public static string Read(string name, string file, TextReader input)
    {
        try
        {
            var text = (file == "-" ? input.ReadToEnd() : File.ReadAllText(HomePath.Of(file))).Trim();
            return text.Length > 0 ? text : throw new UsageException($"{name}: {(file == "-" ? "standard input" : file)} is empty. It must hold the secret.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"{name}: {file} cannot be read ({e.Message.TrimEnd('.')}). Name a file that holds the secret, or - for standard input.", e);
        }
    }
}
