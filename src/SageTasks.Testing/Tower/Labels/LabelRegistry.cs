using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>All labels.</summary>
internal sealed partial class LabelRegistry(TowerWorld world)
{
    private const string Kind = "label";
    private const int LargestSet = 25;

    private readonly Dictionary<long, LabelDocument> _labels = [];

    public void Load(LabelDocument label)
    {
        world.Took(label.Id);
        _labels[label.Id] = label;
    }

    public LabelDocument? Find(long id)
    {
        lock (world.Lock)
        {
            return _labels.GetValueOrDefault(id);
        }
    }

    public IReadOnlyList<LabelDocument> In(TowerWorkspace workspace)
    {
        lock (world.Lock)
        {
            return [.. _labels.Values.Where(l => l.Workspace == workspace.Key).OrderBy(l => l.Name, StringComparer.Ordinal).ThenBy(l => l.Id)];
        }
    }

    /// <summary>Makes a label, or gives back the one of that name and value.</summary>
    public LabelDocument Create(TowerWorkspace workspace, CreateLabelRequest request, Func<long> nextId)
    {
        var (name, value) = (CheckedName(request.Name), request.Resource == true ? request.Value : null);
        lock (world.Lock)
        {
            var labels = _labels.Values.Where(l => l.Workspace == workspace.Key).ToList();
            if (labels.Find(l => l.Name == name && l.Value == value) is { } existing)
            {
                return existing;
            }

            if (labels.Count >= world.Options.LabelLimit)
            {
                throw TowerAnswers.Bad($"Labels limit reached: a workspace cannot have more than {world.Options.LabelLimit} labels");
            }

            return Save(new LabelDocument
            {
                Id = nextId(),
                Workspace = workspace.Key,
                Name = name,
                Value = value,
                Resource = request.Resource ?? false,
                IsDefault = request.IsDefault ?? false,
                DateCreated = world.Clock.Shown,
            });
        }
    }

    public LabelDocument Update(TowerWorkspace workspace, long id, CreateLabelRequest request)
    {
        lock (world.Lock)
        {
            var label = Get(workspace, id);
            return Save(label with
            {
                Name = request.Name is null ? label.Name : CheckedName(request.Name),
                Value = label.Resource ? request.Value ?? label.Value : null,
                IsDefault = request.IsDefault ?? label.IsDefault,
            });
        }
    }

    public void Delete(TowerWorkspace workspace, long id)
    {
        lock (world.Lock)
        {
            Get(workspace, id);
            world.Store.Begin().Remove(Kind, id.Text()).Commit();
            _labels.Remove(id);
        }
    }

    /// <summary>The labels that a thing has after a set of them is added to, applied to or removed from it.</summary>
    public IReadOnlyList<long> Combine(TowerWorkspace workspace, IReadOnlyList<long>? now, IReadOnlyList<long>? change, string how)
    {
        foreach (var id in change ?? [])
        {
            Get(workspace, id);
        }

        var combined = how switch
        {
            "add" => (now ?? []).Union(change ?? []),
            "remove" => (now ?? []).Except(change ?? []),
            _ => change ?? [],
        };
        var result = combined.Distinct().ToList();
        return result.Count <= LargestSet ? result : throw TowerAnswers.Bad($"Labels limit reached: a resource cannot have more than {LargestSet} labels");
    }

    public LabelDocument Get(TowerWorkspace workspace, long id)
    {
        lock (world.Lock)
        {
            return _labels.TryGetValue(id, out var label) && label.Workspace == workspace.Key ? label : throw TowerAnswers.Forbidden();
        }
    }

    public JsonArray Json(IReadOnlyList<long>? ids) => TowerAnswers.Array((ids ?? []).Select(Find).Where(l => l is not null).Select(l => Json(l!)));

    public static JsonObject Json(LabelDocument label) => new()
    {
        ["id"] = label.Id,
        ["name"] = label.Name,
        ["value"] = label.Value,
        ["resource"] = label.Resource,
        ["isDefault"] = label.IsDefault,
        ["isDynamic"] = label.Value?.StartsWith("${", StringComparison.Ordinal) ?? false,
        ["isInterpolated"] = false,
        ["dateCreated"] = TowerAnswers.Date(label.DateCreated),
    };

    private static string CheckedName(string? name) => name is { Length: >= 2 and <= 39 } && Name().IsMatch(name)
        ? name.ToLowerInvariant()
        : throw TowerAnswers.Bad("Name not available");

    private LabelDocument Save(LabelDocument label)
    {
        world.Store.Begin()
            .Set(Kind, label.Id.Text(), label, TowerJson.Default.LabelDocument)
            .Record("label.saved", label.Id.Text(), label, TowerJson.Default.LabelDocument)
            .Commit();
        return _labels[label.Id] = label;
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9]|[-_](?=[a-z0-9]))*$", RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex Name();
}
