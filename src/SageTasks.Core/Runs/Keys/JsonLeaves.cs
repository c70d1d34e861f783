using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>The values of a JSON document with their JSON pointers, in canonical order.</summary>
internal static class JsonLeaves
{
    public static IEnumerable<(string Pointer, string Value)> Of(JsonNode? node, string pointer = "")
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } properties:
                return properties.OrderBy(property => property.Key, StringComparer.Ordinal)
                    .SelectMany(property => Of(property.Value, $"{pointer}/{Escape(property.Key)}"));
            case JsonArray { Count: > 0 } items:
                return items.SelectMany((item, index) => Of(item, $"{pointer}/{index}"));
            default:
                return [(pointer, CanonicalJson.Write(node))];
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
