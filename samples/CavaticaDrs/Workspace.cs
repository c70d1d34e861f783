using System.Text.Json;
using System.Text.Json.Nodes;
using ManifestToDrs.Platforms;
using SageTasks.Cavatica;

namespace ManifestToDrs;

/// <summary>The project on Cavatica with its app and the samples' reads; found, or made.</summary>
internal sealed class Workspace(CavaticaClient client, string project, string app, Volume volume)
{
    public string Project => project;

    /// <summary>The app with its revision.</summary>
    public string App => app;

    public string VolumeId => volume.Id;

    /// <exception cref="InvalidDataException">It is not said which billing group or volume is meant.</exception>
    public static async Task<Workspace> EnsureAsync(CavaticaPlatform cavatica, Settings settings, CancellationToken cancellationToken)
    {
        var client = cavatica.Client;
        var group = settings.BillingGroup ?? await OnlyGroupAsync(client, cancellationToken);
        var project = await new CavaticaProjects(client).EnsureAsync(new ProjectSpec { Name = settings.Project, BillingGroup = group }, cancellationToken);
        var app = ReadsApp.For(settings.Tools);
        var installed = await new CavaticaApps(client).EnsureInstalledAsync($"{project.Project.Id}/{app.Name}", app.ToCwl(), cancellationToken);
        cavatica.Execute(installed.AppId, app);
        var service = cavatica.Service ?? await ReadServiceAsync(settings.ServiceFile, cancellationToken);
        var volume = service is null
            ? await FindVolumeAsync(client, settings.Volume, cancellationToken)
            : (await new CavaticaVolumes(client).EnsureAsync(new NewVolume { Name = settings.Volume, AccessMode = VolumeAccess.ReadOnly, Service = service }, cancellationToken)).Volume;
        return new Workspace(client, project.Project.Id, installed.AppId, volume);
    }

    /// <summary>Shows the samples' reads as files of the project; answers their ids by their places.</summary>
    /// <exception cref="InvalidDataException">A file cannot be imported, or not be described.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ImportAsync(IReadOnlyList<Sample> samples, CancellationToken cancellationToken)
    {
        var items = samples.SelectMany(sample => new[] { sample.Read1, sample.Read2 }).Distinct(StringComparer.Ordinal)
            .Select(place => new VolumeImport { Volume = volume.Id, Location = place, Project = project });
        var imports = await ImportAsync([.. items], cancellationToken);
        Require(imports.Select(import => (import.Item.Location, import.Error)));
        var files = imports.ToDictionary(import => import.Item.Location, import => import.File!.Id, StringComparer.Ordinal);
        var described = await new CavaticaMetadata(client).SetAsync(
            [.. samples.SelectMany(sample => new[] { Describe(files[sample.Read1], sample, "1"), Describe(files[sample.Read2], sample, "2") })], cancellationToken);
        Require(described.Select(result => (result.FileId, result.Error)));
        return files;
    }

    private async Task<IReadOnlyList<ImportedFile>> ImportAsync(IReadOnlyList<VolumeImport> items, CancellationToken cancellationToken)
    {
        try
        {
            return await new CavaticaImports(client).ImportAsync(items, cancellationToken);
        }
        catch (ArgumentException place)
        {
            // The places are the manifest's: its reader is told, like of everything else that is wrong with it.
            throw new InvalidDataException($"The manifest names a file that cannot be one of a project: {place.Message}", place);
        }
    }

    private static FileMetadata Describe(string file, Sample sample, string mate) => new()
    {
        FileId = file,
        Values = new Dictionary<string, string> { ["sample_id"] = sample.Name, ["paired_end"] = mate },
    };

    private static void Require(IEnumerable<(string What, string? Error)> results)
    {
        if (results.Where(result => result.Error is not null).Select(result => $"{result.What}: {result.Error}").ToList() is { Count: > 0 } failed)
        {
            throw new InvalidDataException(string.Join("; ", failed));
        }
    }

    private static async Task<string> OnlyGroupAsync(CavaticaClient client, CancellationToken cancellationToken) =>
        await client.ListBillingGroupsAsync(cancellationToken).ToListAsync(cancellationToken) is [var only]
            ? only.Id
            : throw new InvalidDataException("--billing-group: there is not exactly one; name yours.");

    private static async Task<Volume> FindVolumeAsync(CavaticaClient client, string name, CancellationToken cancellationToken) =>
        await client.ListVolumesAsync(cancellationToken).FirstOrDefaultAsync(volume => volume.Name == name || volume.Id == name, cancellationToken)
            ?? throw new InvalidDataException($"--volume {name}: there is no such volume; say with --service what it is to be of.");

    private static async Task<JsonObject?> ReadServiceAsync(string? path, CancellationToken cancellationToken)
    {
        try
        {
            return path is null ? null : JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken)) as JsonObject ?? throw new InvalidDataException($"--service {path}: this is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"--service {path}: {e.Message}", e);
        }
    }
}
