namespace SageTasks.Testing;

/// <summary>Reads <c>tag_key</c> and <c>tag_value</c>, in the two ways that servers do.</summary>
internal static class TagFilters
{
    /// <summary>Whether there are values that no key can have.</summary>
    public static bool HasSpareValues(LocalRequest request) => request.Query["tag_value"].Count > request.Query["tag_key"].Count;

    /// <summary>As the specification says: the first value belongs to the first key, and so on.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Zip(LocalRequest request)
    {
        var values = request.Query["tag_value"];
        return [.. request.Query["tag_key"].Select((key, index) => KeyValuePair.Create(key ?? "", index < values.Count ? values[index] ?? "" : ""))];
    }

    /// <summary>
    /// Each value belongs to the key that stands before it, as on TES-Azure; where one has no key before it, as the specification says. Null
    /// when there are more values than keys, or a key twice.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Pair(LocalRequest request)
    {
        var pairs = Neighbours(request) ?? Zip(request);
        return HasSpareValues(request) || pairs.DistinctBy(pair => pair.Key, StringComparer.Ordinal).Count() != pairs.Count ? null : pairs;
    }

    private static List<KeyValuePair<string, string>>? Neighbours(LocalRequest request)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var open = false;
        foreach (var part in request.QueryText.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, Decoded(v)) : (part, "");
            if (name == "tag_key")
            {
                pairs.Add(new(value, ""));
                open = true;
            }
            else if (name == "tag_value")
            {
                if (!open)
                {
                    return null;
                }

                pairs[^1] = new(pairs[^1].Key, value);
                open = false;
            }
        }

        return pairs;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
