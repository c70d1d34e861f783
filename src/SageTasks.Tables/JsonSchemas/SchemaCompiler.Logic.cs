using System.Globalization;
using System.Text.Json;

namespace SageTasks.Tables;

/// <content>The keywords that combine schemas.</content>
internal sealed partial class SchemaCompiler
{
    private SchemaRule? LogicRule(string keyword, JsonElement value, JsonElement schema, SchemaNode node)
    {
        switch (keyword)
        {
            case "$ref":
                return Reference(value, node);
            case "not":
                return Not(Child(value, node, keyword));
            case "if":
                return If(Child(value, node, keyword), Branch("then", schema, node), Branch("else", schema, node));
            default:
                SchemaNode[] branches = [.. Require(value, JsonValueKind.Array, keyword, node.Pointer).EnumerateArray().Select((branch, i) => Beside(branch, node, keyword, $"{i}"))];
                return keyword switch
                {
                    "allOf" => AllOf(branches),
                    "anyOf" => AnyOf(branches),
                    _ => OneOf(branches),
                };
        }
    }

    private SchemaNode? Branch(string keyword, JsonElement schema, SchemaNode node) =>
        schema.TryGetProperty(keyword, out var branch) ? Beside(branch, node, keyword) : null;

    private SchemaRule? Reference(JsonElement value, SchemaNode node)
    {
        var target = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong("$ref", value, node.Pointer, "a text");
        if (target != "#" && !target.StartsWith("#/", StringComparison.Ordinal))
        {
            Leave("$ref", node.Pointer);
            return null;
        }

        var place = Find(Uri.UnescapeDataString(target)) ?? throw new InvalidSchemaException($"{node.Pointer}/$ref names {target}, which is not in the schema.");
        var referred = Compile(place, Uri.UnescapeDataString(target));
        node.InPlace.Add((referred, Always: true));
        return referred.Check;
    }

    /// <summary>What stands at a place of the document; null where there is nothing.</summary>
    public JsonElement? Find(string pointer)
    {
        JsonElement? place = _root;
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            var name = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            place = place is { } here ? Step(here, name) : null;
        }

        return place;
    }

    private static JsonElement? Step(JsonElement place, string name) => place.ValueKind switch
    {
        JsonValueKind.Object when place.TryGetProperty(name, out var member) => member,
        JsonValueKind.Array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < place.GetArrayLength() => place[position],
        _ => null,
    };

    private static SchemaRule AllOf(SchemaNode[] branches) => (in Instance value, Findings findings) =>
    {
        foreach (var branch in branches)
        {
            branch.Check(value, findings);
        }
    };

    private static SchemaRule AnyOf(SchemaNode[] branches) => (in Instance value, Findings findings) =>
    {
        foreach (var branch in branches)
        {
            if (findings.Accepts(branch, value))
            {
                return;
            }
        }

        if (findings.Fail())
        {
            findings.Add("anyOf", value, $"none of these holds: {Reasons(branches, value, findings)}");
        }
    };

    private static SchemaRule OneOf(SchemaNode[] branches) => (in Instance value, Findings findings) =>
    {
        var holding = 0;
        foreach (var branch in branches)
        {
            holding += findings.Accepts(branch, value) ? 1 : 0;
        }

        if (holding != 1 && findings.Fail())
        {
            findings.Add("oneOf", value, holding == 0
                ? $"none of these holds: {Reasons(branches, value, findings)}"
                : "more than one of the alternatives holds, where exactly one must");
        }
    };

    private static SchemaRule Not(SchemaNode unwanted) => (in Instance value, Findings findings) =>
    {
        if (findings.Accepts(unwanted, value) && findings.Fail())
        {
            findings.Add("not", value, "it is of a kind that is not allowed");
        }
    };

    private static SchemaRule? If(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) => (in Instance value, Findings findings) =>
        (findings.Accepts(condition, value) ? then : otherwise)?.Check(value, findings);

    private static string Reasons(SchemaNode[] branches, in Instance value, Findings findings)
    {
        var reasons = new List<string>();
        foreach (var branch in branches)
        {
            reasons.Add(string.Join(" and ", findings.Explain(branch, value).Select(finding => finding.Message)));
        }

        return string.Join("; or ", reasons.Distinct(StringComparer.Ordinal));
    }
}
