using System.Text.Json.Serialization;

namespace SageTasks.Cli;

/// <summary>Settings of a configuration file by name: which servers, and the files that hold their tokens. A secret itself is never in it.</summary>
internal sealed record Profile
{
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>(StringComparer.Ordinal);
    private static readonly IReadOnlyDictionary<string, DrsHost> NoHosts = new Dictionary<string, DrsHost>(StringComparer.Ordinal);

    /// <summary>The name; null where no configuration file applies.</summary>
    [JsonIgnore]
    public string? Name { get; init; }

    /// <summary>Whether somebody asked for this profile by its name, so that it goes before the environment.</summary>
    [JsonIgnore]
    public bool IsChosen { get; init; }

    /// <summary>Environment variables of the clients, and names of files that hold their secrets (<c>…_FILE</c>).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init => field = value ?? NoVariables; } = NoVariables;

    /// <summary>DRS servers by the host in their URIs.</summary>
    public IReadOnlyDictionary<string, DrsHost> DrsHosts { get; init => field = value ?? NoHosts; } = NoHosts;

    /// <summary>The command that wrote the profile, and may replace it; null for one that people wrote.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Puts the settings where the clients and the cloud libraries look for them, secrets read from their files.</summary>
    /// <param name="input">Standard input, for a secret whose file is <c>-</c>.</param>
    /// <exception cref="UsageException">A file cannot be read or is empty.</exception>
    public void Apply(TextReader input)
    {
        foreach (var (name, value) in Environment)
        {
            if (IsChosen || System.Environment.GetEnvironmentVariable(Secrets.Variable(name)) is null or "")
            {
                System.Environment.SetEnvironmentVariable(name, value);
            }
        }

        foreach (var name in Secrets.FileVariables)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } file)
            {
                System.Environment.SetEnvironmentVariable(Secrets.Variable(name), Secrets.Read(name, file, input));
            }
        }
    }
}
