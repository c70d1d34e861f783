using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Synapse.Tests.Wire;

/// <summary>Says where the client's types and the server's schemas part.</summary>
internal sealed class SchemaComparison(SynapseSchemaSet schemas)
{
    private readonly Dictionary<Type, HashSet<string>> _words = [];

    /// <summary>The words of every enumeration, gathered from the fields that have its type.</summary>
    public IReadOnlyDictionary<Type, HashSet<string>> Words => _words;

    /// <summary>Compares every field, so that all words are known.</summary>
    public void GatherWords()
    {
        foreach (var type in WireTypes.Records)
        {
            _ = Differences(type).Count();
        }
    }

    /// <summary>Fields of ours that the server does not have, or has as another kind.</summary>
    public IEnumerable<string> Differences(Type type)
    {
        if (WireTypes.SchemaOf(type) is not { } id)
        {
            yield break;
        }

        if (schemas.Find(id) is null)
        {
            yield return $"{type.Name}: the server has no {id}.";
            yield break;
        }

        var known = schemas.PropertiesOf(id);
        foreach (var property in WireTypes.PropertiesOf(type))
        {
            var name = WireTypes.WireName(property);
            if (name == "concreteType")
            {
                continue;
            }

            if (!known.TryGetValue(name, out var definition))
            {
                yield return $"{type.Name}.{property.Name}: {id} has no '{name}'.";
            }
            else if (!Fits(property.PropertyType, definition))
            {
                yield return $"{type.Name}.{property.Name}: {property.PropertyType.Name} does not fit {definition.GetRawText().ReplaceLineEndings("")}.";
            }
        }
    }

    /// <summary>Fields of the server that we have not.</summary>
    public IEnumerable<string> Missing(Type type) => WireTypes.SchemaOf(type) is { } id && schemas.Find(id) is not null
        ? schemas.PropertiesOf(id).Keys.Except(WireTypes.PropertiesOf(type).Select(WireTypes.WireName)).Where(name => name != "concreteType")
        : [];

    private bool Fits(Type type, JsonElement definition)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Enumeration(definition) is { } words)
        {
            return type == typeof(string) || Take(type, words);
        }

        if (definition.TryGetProperty("$ref", out var reference))
        {
            return WireTypes.SchemaOf(type) == reference.GetString() || (type.IsAbstract && IsFamilyOf(type, reference.GetString()!));
        }

        return definition.GetProperty("type").GetString() switch
        {
            "string" when definition.TryGetProperty("format", out var format) && format.GetString() == "date-time" => type == typeof(DateTimeOffset),
            "string" => type == typeof(string),
            "integer" => type == typeof(long),
            "number" => type == typeof(double),
            "boolean" => type == typeof(bool),
            "array" => WireTypes.ItemOf(type) is { } item && Fits(item, definition.GetProperty("items")),
            "map" => WireTypes.ValueOf(type) is { } value && Fits(value, definition.GetProperty("value")),
            "tuplearraymap" => WireTypes.ItemOf(type) == typeof(PartialCell),
            _ => false,
        };
    }

    private IEnumerable<string>? Enumeration(JsonElement definition)
    {
        if (definition.TryGetProperty("enum", out var inline))
        {
            return SchemaSamples.Words(inline);
        }

        return definition.TryGetProperty("$ref", out var reference) && schemas.Find(reference.GetString()!) is { } schema && schema.TryGetProperty("enum", out var words)
            ? SchemaSamples.Words(words)
            : null;
    }

    private bool Take(Type type, IEnumerable<string> words)
    {
        if (!WireTypes.IsOpenEnum(type))
        {
            return false;
        }

        (_words.TryGetValue(type, out var all) ? all : _words[type] = new(StringComparer.Ordinal)).UnionWith(words);
        return true;
    }

    private bool IsFamilyOf(Type family, string id) =>
        WireTypes.Records.Where(type => type.IsSubclassOf(family)).All(type => WireTypes.SchemaOf(type) is { } member && schemas.IsA(member, id));
}
