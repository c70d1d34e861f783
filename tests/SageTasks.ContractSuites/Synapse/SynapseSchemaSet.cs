using System.Text.Json;

namespace SageTasks.ContractSuites;

/// <summary>The server's schemas by their ids, and by the short names that the endpoint list uses.</summary>
public sealed class SynapseSchemaSet
{
    private readonly Dictionary<string, JsonElement> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, JsonElement>> _properties = new(StringComparer.Ordinal);

    /// <summary>Reads all schemas of a folder.</summary>
    public static SynapseSchemaSet Load(string folder)
    {
        var set = new SynapseSchemaSet();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var id = Path.GetRelativePath(folder, file)[..^".json".Length].Replace(Path.DirectorySeparatorChar, '.');
            set._schemas[id] = json.RootElement.Clone();
            set.CollectEnums(set._schemas[id]);
        }

        return set;
    }

    /// <summary>The schema of an id, inline enumerations among them; null where there is none.</summary>
    public JsonElement? Find(string id) => _schemas.TryGetValue(id, out var schema) ? schema : _enums.TryGetValue(id, out var known) ? known : null;

    /// <summary>The id behind a short name. Several types have the same one; the controller tells which is meant.</summary>
    public string? IdOf(string name, string controller)
    {
        if (_schemas.ContainsKey(name))
        {
            return name;
        }

        if (name == "Annotations")
        {
            return "org.sagebionetworks.repo.model.annotation.v2.Annotations";
        }

        var found = _schemas.Keys.Where(id => id.EndsWith("." + name, StringComparison.Ordinal)).OrderBy(id => id.Length).ToList();
        return found.Find(id => controller == "EvaluationController" && id.Contains(".evaluation.", StringComparison.Ordinal)) ?? found.FirstOrDefault();
    }

    /// <summary>The properties of a type, those that it inherits among them.</summary>
    public IReadOnlyDictionary<string, JsonElement> PropertiesOf(string id)
    {
        if (_properties.TryGetValue(id, out var known))
        {
            return known;
        }

        var all = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var schema = _schemas[id];
        foreach (var parent in Parents(schema).Where(_schemas.ContainsKey))
        {
            foreach (var (name, property) in PropertiesOf(parent))
            {
                all[name] = property;
            }
        }

        if (schema.TryGetProperty("properties", out var own))
        {
            foreach (var property in own.EnumerateObject())
            {
                all[property.Name] = property.Value;
            }
        }

        return _properties[id] = all;
    }

    /// <summary>Whether only types that implement it can be sent.</summary>
    public bool IsInterface(string id) => _schemas.TryGetValue(id, out var schema) && schema.TryGetProperty("type", out var type) && type.GetString() == "interface";

    /// <summary>The types that can stand where an interface is named.</summary>
    public IEnumerable<string> Implementations(string id) =>
        _schemas.Keys.Where(other => !IsInterface(other) && IsA(other, id)).Order(StringComparer.Ordinal);

    /// <summary>Whether a type is another one or implements it.</summary>
    public bool IsA(string id, string ancestor) =>
        id == ancestor || (_schemas.TryGetValue(id, out var schema) && Parents(schema).Any(p => IsA(p, ancestor)));

    private static IEnumerable<string> Parents(JsonElement schema)
    {
        if (schema.TryGetProperty("implements", out var implements))
        {
            foreach (var parent in implements.EnumerateArray())
            {
                yield return parent.GetProperty("$ref").GetString()!;
            }
        }

        if (schema.TryGetProperty("extends", out var extends))
        {
            yield return extends.GetProperty("$ref").GetString()!;
        }
    }

    private void CollectEnums(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            if (schema.TryGetProperty("enum", out _) && schema.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            {
                _enums.TryAdd(id.GetString()!, schema);
            }

            foreach (var property in schema.EnumerateObject())
            {
                CollectEnums(property.Value);
            }
        }
        else if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in schema.EnumerateArray())
            {
                CollectEnums(item);
            }
        }
    }
}
