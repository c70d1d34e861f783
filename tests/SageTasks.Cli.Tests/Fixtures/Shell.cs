using System.Text.Json;
using Amazon.Runtime;

namespace SageTasks.Cli.Tests;

/// <summary>A shell of its own: environment, folder and what the command said. Commands read the environment of the process, so that tests that use
/// one run one after the other.</summary>
internal sealed class Shell : IDisposable
{
    private static readonly string[] Families =
        ["SAGETASKS_", "XDG_CONFIG_HOME", "SYNAPSE_", "TOWER_", "SB_", "TES_", "FUNNEL_", "WES_", "DRS_", "AWS_", "AZURE_STORAGE_", "GCS_", "STORAGE_EMULATOR_"];

    private readonly Dictionary<string, string?> _before = Variables();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sagetasks-cli-");

    public Shell()
    {
        Clear();
        Set("XDG_CONFIG_HOME", this["config"]);

        // AWS's library remembers a region that an earlier shell had.
        Set("AWS_EC2_METADATA_DISABLED", "true");
        FallbackRegionFactory.Reset();
    }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>The last line of the output.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1];

    /// <summary>A path in the shell's folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Set(string variable, string? value) => Environment.SetEnvironmentVariable(variable, value);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public async Task<int> RunAsync(params string[] args) => await RunAsync("", args);

    public async Task<int> RunAsync(string input, string[] args, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var text = new StringReader(input);
        cancellationToken.ThrowIfCancellationRequested();
        var code = await CommandLine.RunAsync(args, new Terminal(text, output, error, isInteractive: false));
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>Runs a command that must succeed, with its result as JSON.</summary>
    public async Task<JsonElement> JsonAsync(params string[] args)
    {
        var code = await RunAsync([.. args, "-o", "json"]);
        Assert.True(code == ExitCode.Done, $"{code}: {Error}");
        return JsonDocument.Parse(LastLine).RootElement;
    }

    public void Dispose()
    {
        Clear();
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _folder.Delete(recursive: true);
    }

    private static void Clear()
    {
        foreach (var name in Variables().Keys)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static Dictionary<string, string?> Variables() => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Where(variable => Families.Any(family => ((string)variable.Key).StartsWith(family, StringComparison.Ordinal)))
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
}
