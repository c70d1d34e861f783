using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>Writes JSON as another program would: the same values, the properties in another order, numbers in another form.</summary>
internal static class OtherForm
{
    public static JsonObject Of(JsonObject source, ulong dice)
    {
        var properties = source.ToList();
        if (dice % 2 == 0)
        {
            properties.Reverse();
        }
        else
        {
            properties.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        }

        return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Other(p.Value, dice / 2))));
    }

    private static JsonNode? Other(JsonNode? node, ulong dice) => node switch
    {
        JsonObject inner => Of(inner, dice),
        JsonArray array => new JsonArray([.. array.Select(item => Other(item, dice))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonNode.Parse(OtherNumber(value.ToJsonString())),
        _ => node?.DeepClone(),
    };

    // 1.0 becomes 1 and 1 becomes 1.0; other forms stay, since they may not be the same number to everyone.
    private static string OtherNumber(string number) => number switch
    {
        _ when number.AsSpan().ContainsAny('e', 'E') => number,
        _ when number.EndsWith(".0", StringComparison.Ordinal) => number[..^2],
        _ when !number.Contains('.', StringComparison.Ordinal) => number + ".0",
        _ => number + "0",
    };
}
