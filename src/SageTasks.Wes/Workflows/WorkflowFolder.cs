using System.Text.Json;
using System.Text.Json.Nodes;

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

        if (failures.Count > 0)
        {
            throw new ArgumentException($"The workflow '{workflow}' cannot be sent whole from the folder '{_root}': {string.Join(" ", failures)}", nameof(workflow));
        }

        if (whole)
        {
            names.UnionWith(All());
        }

        return [.. names.Select(name => WesAttachment.FromFile(PathOf(name), name))];
    }

    /// <summary>The file that is meant, by its name in the folder; null where there is none that is needed.</summary>
    private string? Find(string from, string reference, bool isRequired, List<string> failures)
    {
        // Beside the file that names it, or (Snakemake's configuration) in the folder in which the workflow runs.
        string?[] places = [Join(Path.GetDirectoryName(from) ?? "", reference), Join("", reference)];
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

    private IEnumerable<string> All() => Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(name => !name.Split('/').Any(part => part.StartsWith('.')));

    private string PathOf(string name) => Path.Combine(_root, name);

    /// <summary>The name in the folder; null where it lies outside.</summary>
    private string? Join(string place, string reference)
    {
        var path = Path.GetFullPath(Path.Combine(_root, place, reference));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/')
            : null;
    }
}
