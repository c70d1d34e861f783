using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.ContractSuites;

/// <summary>Holds JSON against the schemas of an OpenAPI 3.0 document.</summary>
internal sealed class SchemaCheck(JsonObject document)
{
    public IReadOnlyList<string> Check(JsonNode? value, JsonNode schema, string where, bool nullsAllowed)
    {
        var violations = new List<string>();
        Check(value, schema, where, nullsAllowed, violations);
        return violations;
    }

    public JsonNode Resolve(JsonNode node)
    {
        while (node is JsonObject o && o["$ref"] is { } reference)
        {
            node = document;
            // What stands before the mark is the address of another document, whose schemas are taken in.
            foreach (var part in ((string)reference!).Split("#/")[1].Split('/'))
            {
                node = node[part.Replace("~1", "/", StringComparison.Ordinal)]!;
            }
        }

        return node;
    }

    private void Check(JsonNode? value, JsonNode declared, string where, bool nullsAllowed, List<string> violations)
    {
        // The one schema that the published document has wrong: an iterator of strings is an array.
        if ((string?)(declared as JsonObject)?["$ref"] is "#/components/schemas/Iterator_String_")
        {
            declared = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };
        }

        var schema = (JsonObject)Resolve(declared);
        if (value is null)
        {
            if (!nullsAllowed && (bool?)schema["nullable"] != true)
            {
                violations.Add($"{where}: null");
            }

            return;
        }

        if (value is not JsonObject && schema["allOf"] is JsonArray parts)
        {
            foreach (var part in parts)
            {
                Check(value, part!, where, nullsAllowed, violations);
            }

            return;
        }

        if (Alternatives(value, schema) is { } alternatives)
        {
            CheckAlternatives(value, alternatives, where, nullsAllowed, violations);
            return;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
        {
            violations.Add($"{where}: {value.ToJsonString()} is none of {allowed.ToJsonString()}");
        }

        CheckType(value, schema, where, nullsAllowed, violations);
    }

    private IReadOnlyList<JsonNode>? Alternatives(JsonNode value, JsonObject schema)
    {
        if ((schema["oneOf"] ?? schema["anyOf"]) is not JsonArray any)
        {
            return null;
        }

        var named = schema["discriminator"] is JsonObject discriminator && value is JsonObject o
            && o[(string)discriminator["propertyName"]!] is JsonValue name && name.GetValueKind() == JsonValueKind.String
            ? discriminator["mapping"]?[name.GetValue<string>()]
            : null;
        return named is null ? [.. any.Select(a => a!)] : [new JsonObject { ["$ref"] = named.DeepClone() }];
    }

    private void CheckAlternatives(JsonNode value, IReadOnlyList<JsonNode> alternatives, string where, bool nullsAllowed, List<string> violations)
    {
        List<string>? best = null;
        foreach (var alternative in alternatives)
        {
            var found = new List<string>();
            Check(value, alternative, where, nullsAllowed, found);
            if (best is null || found.Count < best.Count)
            {
                best = found;
            }
        }

        violations.AddRange(best ?? []);
    }

    private void CheckType(JsonNode value, JsonObject schema, string where, bool nullsAllowed, List<string> violations)
    {
        var kind = value.GetValueKind();
        switch ((string?)schema["type"])
        {
            case "object":
            case null when schema["properties"] is not null || schema["allOf"] is not null:
                if (value is JsonObject o)
                {
                    CheckObject(o, schema, where, nullsAllowed, violations);
                }
                else
                {
                    violations.Add($"{where}: {kind} instead of an object");
                }

                break;
            case "array" when value is JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    Check(items[i], schema["items"]!, $"{where}[{i.ToString(CultureInfo.InvariantCulture)}]", nullsAllowed, violations);
                }

                break;
            case "string" when kind == JsonValueKind.String:
                CheckText(value.GetValue<string>(), schema, where, violations);
                break;
            case "integer" when kind == JsonValueKind.Number && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
            case "number" when kind == JsonValueKind.Number:
            case "boolean" when kind is JsonValueKind.True or JsonValueKind.False:
            case null:
                break;
            default:
                violations.Add($"{where}: {value.ToJsonString()} is no {schema["type"]}");
                break;
        }
    }

    private void CheckObject(JsonObject value, JsonObject schema, string where, bool nullsAllowed, List<string> violations)
    {
        var properties = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var required = new HashSet<string>(StringComparer.Ordinal);
        var open = Collect(schema, properties, required);
        if (!nullsAllowed)
        {
            violations.AddRange(required.Where(name => !value.ContainsKey(name)).Select(name => $"{where}: '{name}' is missing"));
        }

        foreach (var (name, inner) in value)
        {
            if (properties.TryGetValue(name, out var declared))
            {
                Check(inner, declared, $"{where}.{name}", nullsAllowed, violations);
            }
            else if (!open)
            {
                violations.Add($"{where}: there is no field '{name}'");
            }
        }
    }

    // An object without declared properties, or with additional ones (of any type: the document only ever says "object"), is open.
    private bool Collect(JsonObject schema, Dictionary<string, JsonNode> properties, HashSet<string> required)
    {
        var open = schema["additionalProperties"] is not null;
        foreach (var part in schema["allOf"] as JsonArray ?? [])
        {
            open |= Collect((JsonObject)Resolve(part!), properties, required);
        }

        foreach (var (name, declared) in schema["properties"] as JsonObject ?? [])
        {
            properties[name] = properties.TryGetValue(name, out var other) && !JsonNode.DeepEquals(other, declared) ? Both(other, declared!) : declared!;
        }

        foreach (var name in schema["required"] as JsonArray ?? [])
        {
            required.Add((string)name!);
        }

        return open || properties.Count == 0;
    }

    // Two parts of one object may each say something of a field.
    private static JsonObject Both(JsonNode one, JsonNode other) => new() { ["allOf"] = new JsonArray(one.DeepClone(), other.DeepClone()) };

    private static void CheckText(string value, JsonObject schema, string where, List<string> violations)
    {
        if (schema["maxLength"] is { } max && value.Length > (long)max!)
        {
            violations.Add($"{where}: longer than {max}");
        }

        if ((string?)schema["format"] == "date-time" && !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            violations.Add($"{where}: '{value}' is no date");
        }
    }
}
