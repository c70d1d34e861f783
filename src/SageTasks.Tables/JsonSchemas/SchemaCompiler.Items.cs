using System.Globalization;
using System.Text.Json;

namespace SageTasks.Tables;

/// <content>The keywords about lists.</content>
internal sealed partial class SchemaCompiler
{
    private void CompileItems(JsonElement schema, SchemaNode node)
    {
        // Draft 7 wrote a tuple as a list of "items", and the schema of the rest as "additionalItems".
        var isOldTuple = schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array;
        var (tupleKeyword, restKeyword) = isOldTuple ? ("items", "additionalItems") : ("prefixItems", "items");
        SchemaNode[] tuple = schema.TryGetProperty(tupleKeyword, out var first)
            ? [.. Require(first, JsonValueKind.Array, tupleKeyword, node.Pointer).EnumerateArray().Select((item, i) => Child(item, node, tupleKeyword, $"{i}"))]
            : [];
        var rest = schema.TryGetProperty(restKeyword, out var others) ? Child(others, node, restKeyword) : null;
        if (tuple.Length > 0 || rest is not null)
        {
            node.Add((in Instance value, Findings findings) => CheckItems(tuple, rest, value, findings));
        }
    }

    private static void CheckItems(SchemaNode[] tuple, SchemaNode? rest, in Instance value, Findings findings)
    {
        for (var i = 0; i < (value.Items?.Count ?? 0); i++)
        {
            if ((i < tuple.Length ? tuple[i] : rest) is { } schema)
            {
                findings.CheckChild(i.ToString(CultureInfo.InvariantCulture), schema, value.Items![i]);
            }
        }
    }

    private SchemaRule? ItemRule(string keyword, JsonElement value, JsonElement schema, SchemaNode node) => keyword switch
    {
        "minItems" => ItemCount(keyword, Count(keyword, value, node.Pointer), (count, limit) => count >= limit, "at least"),
        "maxItems" => ItemCount(keyword, Count(keyword, value, node.Pointer), (count, limit) => count <= limit, "at most"),
        "uniqueItems" => value.ValueKind == JsonValueKind.True ? UniqueItems : null,
        "uniqueEntries" => UniqueEntries(Names(keyword, value, node.Pointer)),
        _ => Contains(Child(value, node, keyword), schema, node.Pointer),
    };

    private static SchemaRule ItemCount(string keyword, int limit, Func<int, int, bool> holds, string words) =>
        (in Instance value, Findings findings) =>
        {
            if (value.Items is { } items && !holds(items.Count, limit) && findings.Fail())
            {
                findings.Add(keyword, value, string.Create(CultureInfo.InvariantCulture, $"{words} {limit} items are needed, there are {items.Count}"));
            }
        };

    private static void UniqueItems(in Instance value, Findings findings)
    {
        for (var i = 1; i < (value.Items?.Count ?? 0); i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (value.Items![i].IsSameAs(value.Items[j]) && findings.Fail())
                {
                    findings.Add("uniqueItems", value, string.Create(CultureInfo.InvariantCulture, $"items {j + 1} and {i + 1} are the same"));
                }
            }
        }
    }

    private static SchemaRule UniqueEntries(string[] members) => (in Instance value, Findings findings) =>
    {
        var seen = new UniqueKeys(members);
        for (var i = 0; i < (value.Items?.Count ?? 0); i++)
        {
            if (value.Items![i].Members is { } entry && seen.FindEarlier(entry, i + 1) is { } earlier && findings.Fail())
            {
                findings.Add("uniqueEntries", value, string.Create(CultureInfo.InvariantCulture, $"items {earlier} and {i + 1} have the same {seen}"));
            }
        }
    };

    private static SchemaRule Contains(SchemaNode wanted, JsonElement schema, string pointer)
    {
        var least = schema.TryGetProperty("minContains", out var min) ? Count("minContains", min, pointer) : 1;
        var most = schema.TryGetProperty("maxContains", out var max) ? Count("maxContains", max, pointer) : int.MaxValue;
        return (in Instance value, Findings findings) =>
        {
            var found = value.Items?.Count(item => findings.Accepts(wanted, item)) ?? least;
            if ((found < least || found > most) && findings.Fail())
            {
                findings.Add("contains", value, string.Create(CultureInfo.InvariantCulture, $"{found} items are of the wanted kind, which is too {(found < least ? "few" : "many")}"));
            }
        };
    }
}
