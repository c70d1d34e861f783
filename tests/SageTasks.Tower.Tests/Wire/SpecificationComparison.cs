using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SageTasks.ContractSuites;

namespace SageTasks.Tower.Tests.Wire;

/// <summary>Walks the client's types and the published schemas side by side, and says where they part.</summary>
internal sealed class SpecificationComparison(OpenApiDocument document)
{
    private readonly HashSet<(Type, string)> _seen = [];
    private readonly HashSet<Type> _types = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unknown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _misfits = new(StringComparer.Ordinal);

    /// <summary>Fields of ours that no schema of the type has, or that one has as another kind.</summary>
    public IEnumerable<KeyValuePair<string, string>> Differences => _misfits.Concat(_unknown.Where(pair => !_known.Contains(pair.Key)));

    /// <summary>Fields of the server that we have not, as <c>Type.field</c>.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    public Dictionary<Type, HashSet<string>> Words { get; } = [];

    public IReadOnlySet<Type> Types => _types;

    public static SpecificationComparison Of(OpenApiDocument document)
    {
        var comparison = new SpecificationComparison(document);
        foreach (var (type, part, method, path) in WireTypes.Roots)
        {
            comparison.Walk(type, WireTypes.IsBody(part) ? document.Body(method, path) : document.Answer(method, path));
        }

        return comparison;
    }

    private void Walk(Type type, JsonNode schema)
    {
        _types.Add(type);
        if (!_seen.Add((type, OpenApiDocument.NameOf(schema) is "inline" ? schema.ToJsonString() : OpenApiDocument.NameOf(schema))))
        {
            return;
        }

        var fields = document.Fields(schema);
        var own = WireTypes.PropertiesOf(type).ToList();
        foreach (var property in own)
        {
            var where = $"{type.Name}.{WireTypes.WireName(property)}";
            if (!fields.TryGetValue(WireTypes.WireName(property), out var field))
            {
                _unknown[where] = $"{OpenApiDocument.NameOf(schema)} has no such field";
                continue;
            }

            _known.Add(where);
            if (!Fits(property.PropertyType, field, property.IsDefined(typeof(JsonConverterAttribute), inherit: false)))
            {
                _misfits[where] = $"{property.PropertyType} does not fit {field.ToJsonString()}";
            }
        }

        Missing.UnionWith(fields.Keys.Except(own.Select(WireTypes.WireName)).Select(name => $"{type.Name}.{name}"));
    }

    private bool Fits(Type type, JsonNode field, bool isConverted)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(JsonElement) || type == typeof(JsonObject) || isConverted)
        {
            return true;
        }

        var schema = document.Resolve(field);
        if (schema["allOf"] is JsonArray { Count: 1 } one)
        {
            schema = document.Resolve(one[0]!);
            field = one[0]!;
        }

        if (schema["enum"] is JsonArray words)
        {
            Take(type, words);
            return type == typeof(string) || WireTypes.IsOpenEnum(type);
        }

        if (WireTypes.IsOpenEnum(type))
        {
            return (string?)schema["type"] == "string";
        }

        return (string?)schema["type"] switch
        {
            "string" when (string?)schema["format"] == "date-time" => type == typeof(DateTimeOffset),
            "string" => type == typeof(string),
            "integer" => type == typeof(long) || (type == typeof(int) && (string?)schema["format"] != "int64"),
            "number" => type == typeof(double) || type == typeof(decimal),
            "boolean" => type == typeof(bool),
            "array" => ItemOf(type) is { } item && Fits(item, schema["items"]!, isConverted: false),
            _ when ItemOf(type) == typeof(string) => OpenApiDocument.NameOf(field) == "Iterator_String_",
            _ => IsRecord(type) && Follow(type, field),
        };
    }

    private bool Follow(Type type, JsonNode field)
    {
        Walk(type, field);
        return true;
    }

    private void Take(Type type, JsonArray words)
    {
        if (WireTypes.IsOpenEnum(type))
        {
            _types.Add(type);
            (Words.TryGetValue(type, out var known) ? known : Words[type] = new(StringComparer.Ordinal)).UnionWith(words.Select(word => (string)word!));
        }
    }

    private static bool IsRecord(Type type) => type.Assembly == typeof(TowerClient).Assembly && !type.IsValueType;

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
