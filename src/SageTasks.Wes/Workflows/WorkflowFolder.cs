using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Files;

namespace SageTasks.Wes;

/// <summary>Collects the files of a folder that a workflow needs, under their names in it.</summary>
internal sealed class WorkflowFolder(string folder, string type)
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <exception cref="ArgumentException">A file that the workflow imports is missing, or lies outside of the folder; the message lists all.</exception>
    public async Task<IReadOnlyList<WesAttachment>> CollectAsync(string workflow, JsonObject? parameters, bool whole, CancellationToken cancellationToken)
    {
        var (names, failures) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        var waiting = new Queue<string>([workflow]);
        if (!File.Exists(PathOf(workflow)))
        {
            throw new ArgumentException($"There is no file '{workflow}' in the folder '{_root}'.", nameof(workflow));
        }

        while (waiting.TryDequeue(out var name))
        {
            if (!names.Add(name) || !MayImport(name))
            {
                continue;
            }

            var text = await File.ReadAllTextAsync(PathOf(name), cancellationToken).ConfigureAwait(false);
            foreach (var (reference, isRequired) in WorkflowLanguage.References(type, text))
            {
                if (Find(name, reference, isRequired, failures) is { } found)
                {
                    waiting.Enqueue(found);
                }
            }
        }

        foreach (var location in Locations(parameters))
        {
            if (Find(from: "", location, isRequired: true, failures) is { } found)
            {
                names.Add(found);
            }
        }

        if (whole)
        {
            names.UnionWith(All(_root, [RealPath.Of(_root)], failures));
        }

        failures.AddRange(names.Where(name => !RealPath.IsWithin(PathOf(name), _root))
            .Select(name => $"'{name}' leads through a link to {RealPath.Of(PathOf(name))}, outside of it; copy the file into the folder."));
        if (failures.Count > 0)
        {
            throw new ArgumentException($"The workflow '{workflow}' cannot be sent whole from the folder '{_root}': {string.Join(" ", failures)}", nameof(workflow));
        }

        return [.. names.Select(name => WesAttachment.FromFile(PathOf(name), name))];
    }

    /// <summary>The file that is meant, by its name in the folder; null where there is none that is needed.</summary>
    private string? Find(string from, string reference, bool isRequired, List<string> failures)
    {
        // Beside the file that names it, or (Snakemake's configuration) in the folder in which the workflow runs; as it stands, or as the address that it is.
        var beside = Path.GetDirectoryName(from) ?? "";
        var plain = Uri.UnescapeDataString(reference);
        string?[] places = [Join(beside, reference), Join("", reference), Join(beside, plain), Join("", plain)];
        if (places.FirstOrDefault(place => place is not null && File.Exists(PathOf(place))) is { } found)
        {
            return found;
        }

        if (isRequired)
        {
            var what = from.Length == 0 ? $"The parameters name the file '{reference}'" : $"'{from}' imports '{reference}'";
            failures.Add(places.All(place => place is null) ? $"{what}, which lies outside of it; name a folder that holds both." : $"{what}, which is not there.");
        }

        return null;
    }

    /// <summary>Every CWL file of the parameters that is named by a relative location.</summary>
    private static IEnumerable<string> Locations(JsonNode? node) => node switch
    {
        JsonObject file when Text(file["class"]) is "File" =>
            new[] { Text(file["location"]) ?? Text(file["path"]) }.OfType<string>().Where(WorkflowLanguage.IsRelative).Concat(Locations(file["secondaryFiles"])),
        JsonObject fields => fields.SelectMany(field => Locations(field.Value)),
        JsonArray items => items.SelectMany(Locations),
        _ => [],
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private bool MayImport(string name) => WorkflowLanguage.TypeOf(name) is { } own
        ? string.Equals(own, type, StringComparison.OrdinalIgnoreCase)
        : Path.GetExtension(name).ToLowerInvariant() is "" or ".json" or ".yml" or ".yaml";

    /// <summary>The names of all files below a folder. A link to a folder that it lies in itself is left out: it would never end.</summary>
    private IEnumerable<string> All(string folder, IReadOnlyList<string> above, List<string> failures)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith('.')))
        {
            if (entry is FileInfo file)
            {
                if (LeadsNowhere(file))
                {
                    failures.Add($"'{NameOf(file.FullName)}' is a link that leads nowhere; remove it.");
                    continue;
                }

                yield return NameOf(file.FullName);
            }
            else if (!RealPath.IsWithin(entry.FullName, _root))
            {
                failures.Add($"'{NameOf(entry.FullName)}' leads through a link to {RealPath.Of(entry.FullName)}, outside of it; copy the folder, or remove the link.");
            }
            else if (RealPath.Of(entry.FullName) is var real && !above.Contains(real, StringComparer.Ordinal))
            {
                foreach (var name in All(entry.FullName, [.. above, real], failures))
                {
                    yield return name;
                }
            }
        }
    }

    private static bool LeadsNowhere(FileInfo file)
    {
        try
        {
            return file.LinkTarget is not null && !File.Exists(RealPath.Of(file.FullName));
        }
        catch (IOException)
        {
            // In circles.
            return true;
        }
    }

    private string NameOf(string path) => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');

    private string PathOf(string name) => Path.Combine(_root, name);

    /// <summary>The name in the folder; null where it lies outside.</summary>
    private string? Join(string place, string reference)
    {
        var path = Path.GetFullPath(Path.Combine(_root, place, reference));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? NameOf(path)
            : null;
    }
}
