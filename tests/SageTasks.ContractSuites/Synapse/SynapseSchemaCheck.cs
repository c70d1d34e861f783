using System.Text.Json;
using System.Text.RegularExpressions;

namespace SageTasks.ContractSuites;

/// <summary>Checks one body, and gathers what is wrong with it.</summary>
internal sealed partial class SynapseSchemaCheck(SynapseSchemaSet schemas, bool isAnswer)
{
    public List<string> Violations { get; } = [];

    /// <summary>Checks a value against a type named as in the endpoint list, such as <c>PaginatedResults&lt;VersionInfo&gt;</c>.</summary>
    public void Check(JsonElement value, string type, string controller, string path)
    {
        if (type.EndsWith('>'))
        {
            var (outer, inner) = (type[..type.IndexOf('<', StringComparison.Ordinal)], type[(type.IndexOf('<', StringComparison.Ordinal) + 1)..^1]);
            var list = outer == "PaginatedResults" ? "results" : "list";
            if (outer == "ListWrapper" && !value.TryGetProperty("concreteType", out _))
            {
                Violations.Add($"{path}: ListWrapper needs a concreteType.");
            }

            if (!value.TryGetProperty(list, out var items))
            {
                Violations.Add($"{path}: has no {list}.");
            }
            else
            {
                CheckItems(items, path, (item, at) => Check(item, inner, controller, at));
            }
        }
        else if (schemas.IdOf(type, controller) is { } id)
        {
            CheckType(value, id, path);
        }
    }

    private void CheckType(JsonElement value, string id, string path)
    {
        if (schemas.Find(id) is not { } schema)
        {
            return;
        }

        if (schema.TryGetProperty("enum", out var choices))
        {
            CheckEnum(value, choices, path);
        }
        else if (value.ValueKind != JsonValueKind.Object)
        {
            Violations.Add($"{path}: is {value.ValueKind}, not {id}.");
        }
        else
        {
            CheckObject(value, Concrete(value, id, path), path);
        }
    }

    private void CheckObject(JsonElement value, string? id, string path)
    {
        if (id is null || schemas.Find(id) is null)
        {
            return;
        }

        var known = schemas.PropertiesOf(id);
        foreach (var property in value.EnumerateObject())
        {
            if (property.Name == "concreteType")
            {
                continue;
            }

            if (!known.TryGetValue(property.Name, out var definition))
            {
                Violations.Add($"{path}.{property.Name}: {id} has no such property.");
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                CheckProperty(property.Value, definition, $"{path}.{property.Name}", id);
            }
            else if (isAnswer)
            {
                Violations.Add($"{path}.{property.Name}: the server leaves nulls out.");
            }
        }
    }

    /// <summary>The type that the value itself names, which must be one that is allowed here; null when it is not among the schemas.</summary>
    private string? Concrete(JsonElement value, string id, string path)
    {
        var named = value.TryGetProperty("concreteType", out var type) ? type.GetString() : null;
        if (named is not null && schemas.Find(named) is not null && !schemas.IsA(named, id))
        {
            Violations.Add($"{path}: {named} is no {id}.");
        }

        if (named is not null)
        {
            return schemas.Find(named) is null ? null : named;
        }

        if (!schemas.IsInterface(id))
        {
            return id;
        }

        if (schemas.Find(id)!.Value.TryGetProperty("defaultConcreteType", out var otherwise))
        {
            return otherwise.GetString();
        }

        if (schemas.PropertiesOf(id).ContainsKey("concreteType"))
        {
            Violations.Add($"{path}: {id} needs a concreteType.");
        }

        return null;
    }

    private void CheckProperty(JsonElement value, JsonElement definition, string path, string owner)
    {
        if (definition.TryGetProperty("enum", out var choices))
        {
            CheckEnum(value, choices, path);
        }
        else if (definition.TryGetProperty("$ref", out var reference))
        {
            CheckType(value, reference.GetString()!, path);
        }
        else if (definition.TryGetProperty("$recursiveRef", out _))
        {
            CheckType(value, owner, path);
        }
        else
        {
            CheckKind(value, definition, path, owner);
        }
    }

    private void CheckKind(JsonElement value, JsonElement definition, string path, string owner)
    {
        switch (definition.TryGetProperty("type", out var type) ? type.GetString() : null)
        {
            case "string":
                CheckText(value, definition, path);
                break;
            case "integer" when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _):
                Violations.Add($"{path}: {value.GetRawText()} is no integer.");
                break;
            case "number" when value.ValueKind != JsonValueKind.Number:
                Violations.Add($"{path}: {value.GetRawText()} is no number.");
                break;
            case "boolean" when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                Violations.Add($"{path}: {value.GetRawText()} is no boolean.");
                break;
            case "array":
                var items = definition.GetProperty("items");
                CheckItems(value, path, (item, at) => CheckProperty(item, items, at, owner));
                break;
            case "map":
                CheckMap(value, definition.GetProperty("value"), path, owner);
                break;
            case "tuplearraymap":
                CheckItems(value, path, (item, at) => CheckPair(item, at));
                break;
        }
    }

    private void CheckText(JsonElement value, JsonElement definition, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Violations.Add($"{path}: {value.GetRawText()} is no string.");
        }
        else if (definition.TryGetProperty("format", out var format) && format.GetString() == "date-time"
            && !Time().IsMatch(value.GetString()!))
        {
            Violations.Add($"{path}: {value.GetRawText()} is no date-time with a fraction and a zone, as the server's parser wants it.");
        }
    }

    private void CheckMap(JsonElement value, JsonElement definition, string path, string owner)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Violations.Add($"{path}: is {value.ValueKind}, not a map.");
            return;
        }

        foreach (var entry in value.EnumerateObject())
        {
            CheckProperty(entry.Value, definition, $"{path}.{entry.Name}", owner);
        }
    }

    private void CheckPair(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("key", out var key) || key.ValueKind != JsonValueKind.String)
        {
            Violations.Add($"{path}: is no key and value.");
        }
    }

    private void CheckItems(JsonElement value, string path, Action<JsonElement, string> check)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Violations.Add($"{path}: is {value.ValueKind}, not an array.");
            return;
        }

        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            // Cells of rows may be null.
            if (item.ValueKind != JsonValueKind.Null)
            {
                check(item, $"{path}[{at}]");
            }

            at++;
        }
    }

    private void CheckEnum(JsonElement value, JsonElement choices, string path)
    {
        var names = choices.EnumerateArray().Select(c => c.ValueKind == JsonValueKind.Object ? c.GetProperty("name").GetString() : c.GetString());
        if (value.ValueKind != JsonValueKind.String || !names.Contains(value.GetString(), StringComparer.Ordinal))
        {
            Violations.Add($"{path}: {value.GetRawText()} is none of the known values.");
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(Z|[+-]\d\d:?\d\d)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
