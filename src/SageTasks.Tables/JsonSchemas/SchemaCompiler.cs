using System.Text.Json;

namespace SageTasks.Tables;

/// <summary>
/// Compiles JSON schema (2020-12, with the keywords of draft 7 that pipelines still use and those of nf-schema) into rules. A
/// keyword that is neither compiled nor known to be a mere annotation is listed, never passed over.
/// </summary>
internal sealed partial class SchemaCompiler
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "$defs", "definitions", "defs", "$vocabulary",
        "title", "description", "default", "examples", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType", "contentSchema",
        "errorMessage", "meta", "help_text", "help", "fa_icon", "hidden", "mimetype", "exists", "schema",
    };

    // Keywords that another one takes along: they do nothing without it.
    private static readonly HashSet<string> Companions = new(StringComparer.Ordinal)
    {
        "then", "else", "additionalProperties", "patternProperties", "prefixItems", "additionalItems", "minContains", "maxContains",
    };

    private readonly JsonElement _root;
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<UnsupportedKeyword> _unsupported = [];

    public SchemaCompiler(JsonElement root) => _root = root;

    public IReadOnlyList<UnsupportedKeyword> Unsupported => _unsupported;

    public static JsonDocument Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new InvalidSchemaException($"the schema is no JSON: {e.Message}", e);
        }
    }

    /// <summary>Compiles the schema that stands at a place of the document; each place once, so that references may go in circles.</summary>
    public SchemaNode Compile(JsonElement schema, string pointer)
    {
        if (_nodes.TryGetValue(pointer, out var known))
        {
            return known;
        }

        var node = _nodes[pointer] = new SchemaNode(pointer);
        switch (schema.ValueKind)
        {
            case JsonValueKind.Object:
                CompileKeywords(schema, node);
                break;
            case JsonValueKind.False:
                node.Add(static (in Instance value, Findings findings) =>
                {
                    if (findings.Fail())
                    {
                        findings.Add("false", value, $"{value} is not allowed here");
                    }
                });
                break;
            case JsonValueKind.True:
                break;
            default:
                throw new InvalidSchemaException($"{pointer}: a schema is an object, true or false, not {schema.GetRawText()}.");
        }

        return node;
    }

    /// <summary>Lists a keyword that could reject a value and is not checked.</summary>
    public void Leave(string keyword, string pointer) =>
        _unsupported.Add(new UnsupportedKeyword { Keyword = keyword, Location = $"{pointer}/{keyword}" });

    private void CompileKeywords(JsonElement schema, SchemaNode node)
    {
        node.ErrorMessage = Text(schema, "errorMessage");
        CompileMembers(schema, node);
        CompileItems(schema, node);
        foreach (var keyword in schema.EnumerateObject())
        {
            if (Rule(keyword, schema, node) is { } rule)
            {
                node.Add(rule);
            }
        }
    }

    private SchemaRule? Rule(JsonProperty keyword, JsonElement schema, SchemaNode node)
    {
        var (name, value, pointer) = (keyword.Name, keyword.Value, node.Pointer);
        switch (name)
        {
            case "type":
                node.Type = Type(value, pointer);
                return null;
            case "enum" or "const":
                return OneOfValues(name, value, pointer);
            case "pattern" or "minLength" or "maxLength" or "format":
                return TextRule(name, value, pointer);
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                return NumberRule(name, value, pointer);
            case "required" or "dependentRequired" or "dependentSchemas" or "dependencies" or "minProperties" or "maxProperties" or "propertyNames":
                return MemberRule(name, value, schema, node);
            case "minItems" or "maxItems" or "uniqueItems" or "uniqueEntries" or "contains":
                return ItemRule(name, value, schema, node);
            case "allOf" or "anyOf" or "oneOf" or "not" or "if" or "$ref":
                return LogicRule(name, value, schema, node);
            case "deprecated":
                return value.ValueKind == JsonValueKind.True ? Deprecated : null;
            case "properties" or "items":
                return null;
            default:
                NoteUnknown(name, schema, pointer);
                return null;
        }
    }

    /// <summary>Lists a keyword unless it is a mere annotation.</summary>
    public void NoteUnlessAnnotation(string keyword, string pointer)
    {
        if (!Annotations.Contains(keyword))
        {
            Leave(keyword, pointer);
        }
    }

    private void NoteUnknown(string name, JsonElement schema, string pointer)
    {
        var isStray = name is "then" or "else" && !schema.TryGetProperty("if", out _);
        if (!Companions.Contains(name) && !isStray)
        {
            NoteUnlessAnnotation(name, pointer);
        }
    }

    private static void Deprecated(in Instance value, Findings findings)
    {
        if (findings.Fail())
        {
            findings.Add("deprecated", value, "it is deprecated and must not be used");
        }
    }

    private SchemaNode Child(JsonElement schema, SchemaNode parent, params ReadOnlySpan<string> segments) =>
        Compile(schema, $"{parent.Pointer}/{string.Join('/', segments)}");

    private SchemaNode Beside(JsonElement schema, SchemaNode parent, params ReadOnlySpan<string> segments)
    {
        var node = Child(schema, parent, segments);
        parent.InPlace.Add((node, segments[0] == "allOf"));
        return node;
    }

    public static string? Text(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    public static IReadOnlyList<string> TypesOf(JsonElement schema) => schema.TryGetProperty("type", out var type) ? type.ValueKind switch
    {
        JsonValueKind.String => [type.GetString()!],
        JsonValueKind.Array => [.. type.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
        _ => [],
    } : [];

    /// <summary>Whether a schema describes values of a type, or does not say of which.</summary>
    public static bool IsOf(JsonElement schema, string type) =>
        schema.ValueKind == JsonValueKind.Object
        && (!schema.TryGetProperty("type", out _) || TypesOf(schema).Contains(type, StringComparer.Ordinal));

    public static bool IsTrue(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private static string Escape(string segment) =>
        segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static int Count(string keyword, JsonElement value, string pointer) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var count) && decimal.IsInteger(count) && count >= 0
            ? (int)Math.Min(count, int.MaxValue)
            : throw Wrong(keyword, value, pointer, "a whole number");

    public static string[] Names(string keyword, JsonElement value, string pointer) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(name => name.GetString()!)]
            : throw Wrong(keyword, value, pointer, "a list of names");

    public static JsonElement Require(JsonElement value, JsonValueKind kind, string keyword, string pointer) =>
        value.ValueKind == kind ? value : throw Wrong(keyword, value, pointer, kind == JsonValueKind.Array ? "a list" : "an object");

    private static InvalidSchemaException Wrong(string keyword, JsonElement value, string pointer, string wanted) =>
        new($"{pointer}/{keyword} must be {wanted}, not {TableFormatException.Shorten(value.GetRawText())}.");
}
