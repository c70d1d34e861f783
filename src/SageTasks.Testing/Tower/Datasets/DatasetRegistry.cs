using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>All datasets; the bytes of their versions are files.</summary>
internal sealed partial class DatasetRegistry(TowerWorld world)
{
    public const long LargestFile = 10 * 1024 * 1024;
    public const int MostVersions = 100;
    public const string Uploaded = "UPLOADED";
    public const string Linked = "LINKED";
    private const string Kind = "dataset";

    private readonly Dictionary<string, DatasetDocument> _datasets = new(StringComparer.Ordinal);

    public void Load(DatasetDocument dataset) => _datasets[dataset.Id] = dataset;

    public IReadOnlyList<DatasetDocument> In(TowerWorkspace workspace)
    {
        lock (world.Lock)
        {
            return [.. _datasets.Values.Where(d => d.Workspace == workspace.Key).OrderBy(d => d.DateCreated)];
        }
    }

    public DatasetDocument Get(TowerWorkspace workspace, string id)
    {
        lock (world.Lock)
        {
            return _datasets.TryGetValue(id, out var dataset) && dataset.Workspace == workspace.Key ? dataset : throw TowerAnswers.Forbidden();
        }
    }

    public DatasetDocument Create(TowerWorkspace workspace, TowerCaller caller, CreateDatasetRequest request)
    {
        lock (world.Lock)
        {
            var name = CheckedName(workspace, request.Name, null);
            if (In(workspace).Count >= world.Options.DatasetLimit)
            {
                throw TowerAnswers.Bad($"Datasets limit reached: a workspace cannot have more than {world.Options.DatasetLimit} datasets");
            }

            var dataset = new DatasetDocument
            {
                Id = TowerIds.Long(),
                Workspace = workspace.Key,
                Name = name,
                Description = request.Description,
                SourceType = request.SourceType ?? Uploaded,
                UserId = caller.Id,
                UserName = caller.Name,
                DateCreated = world.Clock.Shown,
                LastUpdated = world.Clock.Shown,
                Versions = [],
            };
            return Save(dataset, "dataset.created", new DatasetCommit { WorkspaceId = workspace.Id, Name = name });
        }
    }

    public void Update(TowerWorkspace workspace, string id, CreateDatasetRequest request)
    {
        lock (world.Lock)
        {
            var dataset = Get(workspace, id);
            var name = request.Name is null ? dataset.Name : CheckedName(workspace, request.Name, id);
            Save(dataset with { Name = name, Description = request.Description ?? dataset.Description, LastUpdated = world.Clock.Shown });
        }
    }

    public void Change(TowerWorkspace workspace, string id, Func<DatasetDocument, DatasetDocument> change)
    {
        lock (world.Lock)
        {
            Save(change(Get(workspace, id)));
        }
    }

    public void Delete(TowerWorkspace workspace, string id)
    {
        lock (world.Lock)
        {
            var dataset = Get(workspace, id);
            world.Store.Begin()
                .Remove(Kind, id)
                .Record("dataset.deleted", id, new DatasetCommit { WorkspaceId = workspace.Id, Name = dataset.Name }, TowerJson.Default.DatasetCommit)
                .Commit();
            _datasets.Remove(id);
        }
    }

    /// <summary>Adds a version. The same bytes again are a version of their own: Tower does not compare.</summary>
    public DatasetVersionDocument AddVersion(TowerWorkspace workspace, TowerCaller caller, string id, DatasetVersionDocument version, ReadOnlyMemory<byte> content)
    {
        lock (world.Lock)
        {
            var dataset = Get(workspace, id);
            if (dataset.Versions.Count >= MostVersions)
            {
                throw TowerAnswers.Bad($"Versions limit reached: a dataset cannot have more than {MostVersions} versions");
            }

            if (dataset.MediaType is { } before && before != version.MediaType)
            {
                throw TowerAnswers.Bad($"All versions of a dataset must have the same format: this one has {before}");
            }

            var added = version with
            {
                Version = dataset.Versions.Count + 1,
                Sha256 = version.LinkedUrl is null ? Convert.ToHexStringLower(SHA256.HashData(content.Span)) : null,
                UserId = caller.Id,
                UserName = caller.Name,
                DateCreated = world.Clock.Shown,
            };
            if (added.LinkedUrl is null)
            {
                WriteFile(id, added.Version, content.Span);
            }

            var commit = new DatasetCommit { WorkspaceId = workspace.Id, Name = dataset.Name, Version = added.Version, FileName = added.FileName, Sha256 = added.Sha256 };
            Save(dataset with { MediaType = added.MediaType, LastUpdated = world.Clock.Shown, Versions = [.. dataset.Versions, added] }, "dataset.version", commit);
            return added;
        }
    }

    public byte[] Read(string id, int version) => File.ReadAllBytes(PathOf(id, version));

    /// <summary>Opens the version that a URL of this Tower names; null when the text is no such URL.</summary>
    public Stream? Open(string location)
    {
        if (Url().Match(location) is not { Success: true } match)
        {
            return null;
        }

        var (id, version, name) = (match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), Uri.UnescapeDataString(match.Groups[3].Value));
        lock (world.Lock)
        {
            return _datasets.TryGetValue(id, out var dataset) && dataset.Versions.Any(v => v.Version == version && v.FileName == name && v.LinkedUrl is null)
                ? File.OpenRead(PathOf(id, version))
                : null;
        }
    }

    private DatasetDocument Save(DatasetDocument dataset, string? what = null, DatasetCommit? commit = null)
    {
        var batch = world.Store.Begin().Set(Kind, dataset.Id, dataset, TowerJson.Default.DatasetDocument);
        if (what is not null)
        {
            batch.Record(what, dataset.Id, commit!, TowerJson.Default.DatasetCommit);
        }

        batch.Commit();
        return _datasets[dataset.Id] = dataset;
    }

    private string CheckedName(TowerWorkspace workspace, string? name, string? own)
    {
        if (name is not { Length: >= 1 and <= 100 } || !Name().IsMatch(name))
        {
            throw TowerAnswers.Bad($"Invalid dataset name: '{name}'");
        }

        return In(workspace).Any(d => d.Id != own && string.Equals(d.Name, name, StringComparison.OrdinalIgnoreCase))
            ? throw TowerAnswers.Conflict($"A dataset with name '{name}' already exists")
            : name;
    }

    // Written aside and moved: a version that is in the store has all of its bytes.
    private void WriteFile(string id, int version, ReadOnlySpan<byte> content)
    {
        var path = PathOf(id, version);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }

    private string PathOf(string id, int version) => Path.Combine(world.Folder.Path, "datasets", id, $"{version}.data");

    [GeneratedRegex("^[a-zA-Z0-9](?:[a-zA-Z0-9]|[-_](?=[a-zA-Z0-9]))*$", RegexOptions.None, 30_000)]
    private static partial Regex Name();

    [GeneratedRegex("^https?://[^/]+(?:/api)?(?:/workspaces/[0-9]+)?/datasets/([0-9A-Za-z]+)/v/([0-9]+)/n/([^/?]+)", RegexOptions.None, 30_000)]
    private static partial Regex Url();
}
