using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SageTasks.Testing;
using SageTasks.Tower;

namespace RoundTrip.Pipelines;

/// <summary>A run that is this program: it finds its parameters in <c>params.json</c> in the current folder, its name in <c>NXF_RUN_NAME</c>, and Tower by
/// <c>TOWER_API_ENDPOINT</c> and <c>TOWER_ACCESS_TOKEN</c>.</summary>
internal sealed partial class ProgramRun : IPipelineRun, IDisposable
{
    private readonly JsonDocument _parameters;

    private ProgramRun(string name, JsonDocument parameters) => (RunName, _parameters) = (name, parameters);

    public string RunName { get; }

    public string WorkFolder { get; } = Directory.GetCurrentDirectory();

    /// <exception cref="InvalidDataException">This is no folder of a run.</exception>
    public static async Task<ProgramRun> OpenAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("NXF_RUN_NAME") is not { Length: > 0 } name || !File.Exists("params.json"))
        {
            throw new InvalidDataException("This is no run: NXF_RUN_NAME is not set, or there is no params.json here. Let a Tower start it.");
        }

        try
        {
            await using var file = File.OpenRead("params.json");
            return new ProgramRun(name, await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"params.json: {e.Message}", e);
        }
    }

    public string Parameter(string name) => _parameters.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new InvalidDataException($"The parameter '{name}' is missing.");

    public Task<Stream> OpenDatasetAsync(string address, CancellationToken cancellationToken)
    {
        var match = DatasetPattern().Match(address);
        if (!match.Success)
        {
            throw new InvalidDataException($"'{address}' is no version of a dataset; give its address.");
        }

        // The token goes to the Tower that the environment names, whatever the address says.
        var workspace = match.Groups["workspace"] is { Success: true, Value: var id } ? long.Parse(id, CultureInfo.InvariantCulture) : (long?)null;
        return new TowerClient(new TowerClientOptions()).InWorkspace(workspace).OpenDatasetAsync(
            match.Groups["dataset"].Value,
            long.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture),
            Uri.UnescapeDataString(match.Groups["file"].Value),
            cancellationToken);
    }

    public async Task<string> RunTaskAsync(PipelineTask task, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(WorkFolder, $"{task.Process} {task.Tag}".Trim())).FullName;
        await work(folder, cancellationToken);
        Log($"{task.Process} {task.Tag}".Trim() + ": done");
        return folder;
    }

    public void Log(string line) => Console.WriteLine(line);

    public void Dispose() => _parameters.Dispose();

    [GeneratedRegex(
        @"^https?://[^/]+(/api)?(/workspaces/(?<workspace>[0-9]+))?/datasets/(?<dataset>[0-9A-Za-z]+)/v/(?<version>[0-9]+)/n/(?<file>[^/?]+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex DatasetPattern();
}
