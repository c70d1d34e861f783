using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>Compares a request with the one that a platform stored: every field asked for must be equal, and what the server added
/// must be null or a declared default. Order of properties and spelling of numbers do not matter.</summary>
internal static class RequestComparison
{
    public static IReadOnlyList<RequestDifference> Differences(JsonObject asked, JsonObject stored, JsonObject? defaults)
    {
        var differences = new List<RequestDifference>();
        Compare(asked, stored, defaults, string.Empty, differences);
        return differences;
    }

    /// <summary>The difference lies in a field, at any depth.</summary>
    public static bool IsWithin(RequestDifference difference, string field) =>
        string.Equals(difference.Pointer, $"/{field}", StringComparison.Ordinal) || difference.Pointer.StartsWith($"/{field}/", StringComparison.Ordinal);

    private static void Compare(JsonNode? asked, JsonNode? stored, JsonNode? defaults, string pointer, List<RequestDifference> differences)
    {
        if (asked is JsonObject askedFields && stored is JsonObject storedFields)
        {
            CompareObjects(askedFields, storedFields, defaults as JsonObject, pointer, differences);
            return;
        }

        if (asked is JsonArray askedItems && stored is JsonArray storedItems && askedItems.Count == storedItems.Count)
        {
            for (var index = 0; index < askedItems.Count; index++)
            {
                Compare(askedItems[index], storedItems[index], defaults: null, $"{pointer}/{index}", differences);
            }

            return;
        }

        if (!string.Equals(CanonicalJson.Write(asked), CanonicalJson.Write(stored), StringComparison.Ordinal))
        {
            differences.Add(new RequestDifference { Pointer = pointer, Asked = ShownValues.Text(pointer, asked), Stored = ShownValues.Text(pointer, stored) });
        }
    }

    private static void CompareObjects(JsonObject asked, JsonObject stored, JsonObject? defaults, string pointer, List<RequestDifference> differences)
    {
        foreach (var (name, value) in asked)
        {
            if (stored.TryGetPropertyValue(name, out var other))
            {
                Compare(value, other, defaults?[name], $"{pointer}/{name}", differences);
            }
            else if (value is not null)
            {
                differences.Add(new RequestDifference { Pointer = $"{pointer}/{name}", Asked = ShownValues.Text($"{pointer}/{name}", value) });
            }
        }

        foreach (var (name, value) in stored)
        {
            if (!asked.ContainsKey(name) && value is not null && !IsDefault(value, defaults, name))
            {
                differences.Add(new RequestDifference { Pointer = $"{pointer}/{name}", Stored = ShownValues.Text($"{pointer}/{name}", value) });
            }
        }
    }

    private static bool IsDefault(JsonNode value, JsonObject? defaults, string name) =>
        defaults is not null && defaults.TryGetPropertyValue(name, out var expected)
        && (value is JsonObject inner && expected is JsonObject expectedInner
            ? Differences([], inner, expectedInner).Count == 0
            : string.Equals(CanonicalJson.Write(value), CanonicalJson.Write(expected), StringComparison.Ordinal));
}
