using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A CWL type: one or several alternatives. What this version does not know fits everything: the platform decides.</summary>
internal sealed class InputType
{
    private readonly List<(string Name, Func<JsonNode, bool> Fits)> _alternatives = [];

    private InputType()
    {
    }

    public bool IsOptional { get; private set; }

    public static InputType Of(JsonNode? declared)
    {
        var type = new InputType();
        type.Add(declared);
        return type;
    }

    public bool Fits(JsonNode value) => _alternatives.Exists(alternative => alternative.Fits(value));

    /// <summary>An id without the path that packing puts in front.</summary>
    public static string ShortName(string id) => id[(id.LastIndexOfAny(['#', '/']) + 1)..];

    /// <summary>What a value is, without showing it.</summary>
    public static string Describe(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray items => items.Count == 0 ? "an empty list" : $"a list of {Describe(items[0])}",
        JsonObject fields => fields["class"] is { } kind ? $"a {kind}{(Place(fields) ? string.Empty : " without a path")}" : "a record",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            _ => "true or false",
        },
    };

    public override string ToString() => string.Join('|', _alternatives.Select(alternative => alternative.Name)) + (IsOptional ? "?" : string.Empty);

    private void Add(JsonNode? declared)
    {
        switch (declared)
        {
            case JsonArray union:
                foreach (var alternative in union)
                {
                    Add(alternative);
                }

                break;
            case JsonObject schema:
                AddSchema(schema);
                break;
            case JsonValue name:
                AddName(name.ToString());
                break;
            default:
                _alternatives.Add(("Any", _ => true));
                break;
        }
    }

    private void AddName(string name)
    {
        if (name.EndsWith('?'))
        {
            IsOptional = true;
            AddName(name[..^1]);
        }
        else if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            AddList(Of(JsonValue.Create(name[..^2])));
        }
        else if (name == "null")
        {
            IsOptional = true;
        }
        else
        {
            _alternatives.Add((ShortName(name), Plain(name)));
        }
    }

    private void AddSchema(JsonObject schema)
    {
        switch (schema["type"]?.ToString())
        {
            case "array":
                AddList(Of(schema["items"]));
                break;
            case "enum":
                var symbols = (schema["symbols"] as JsonArray ?? []).Select(symbol => ShortName(symbol?.ToString() ?? string.Empty)).ToHashSet(StringComparer.Ordinal);
                _alternatives.Add(($"one of {string.Join(", ", symbols)}", value => IsText(value) && symbols.Contains(value.ToString())));
                break;
            case "record":
                _alternatives.Add(("record", value => value is JsonObject fields && fields["class"] is null && AppInputs.Of(new JsonObject { ["inputs"] = schema["fields"]?.DeepClone() is { } declared ? Named(declared) : null }).Check(fields).Count == 0));
                break;
            default:
                Add(schema["type"]);
                break;
        }
    }

    // Fields of a record have names where inputs have ids.
    private static JsonNode Named(JsonNode fields)
    {
        foreach (var field in (fields as JsonArray ?? []).OfType<JsonObject>())
        {
            field["id"] = field["name"]?.DeepClone();
        }

        return fields;
    }

    private void AddList(InputType item)
    {
        var name = item._alternatives.Count == 1 && !item.IsOptional ? $"{item}[]" : $"({item})[]";
        _alternatives.Add((name, value => value is JsonArray items && items.All(element => element is null ? item.IsOptional : item.Fits(element))));
    }

    private static Func<JsonNode, bool> Plain(string name) => name switch
    {
        "File" => value => value is JsonObject fields && fields["class"]?.ToString() == "File" && (Place(fields) || fields["contents"] is not null),
        "Directory" => value => value is JsonObject fields && fields["class"]?.ToString() == "Directory" && (Place(fields) || fields["listing"] is not null),
        "string" => IsText,
        "int" or "long" => value => value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && decimal.IsInteger(number),
        "float" or "double" => value => value.GetValueKind() == JsonValueKind.Number,
        "boolean" => value => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        _ => _ => true,
    };

    private static bool IsText(JsonNode value) => value.GetValueKind() == JsonValueKind.String;

    private static bool Place(JsonObject fields) => (fields["path"] ?? fields["location"]) is JsonValue place && place.ToString().Length > 0;
}
