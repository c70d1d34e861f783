using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>RFC 6901 on a JSON object that may be changed.</summary>
internal static class JsonPointer
{
    public static void Validate(string pointer, string field)
    {
        if (pointer is not ['/', _, ..])
        {
            throw new ArgumentException($"{field}: '{pointer}' is not a JSON pointer into the parameters; write it as '/name' or '/name/inner'.", field);
        }
    }

    /// <summary>Replaces the value that the pointer names by <paramref name="change"/> of it; answers false where there is none.
    /// A change to null takes the property away.</summary>
    public static bool TryChange(JsonObject root, string pointer, Func<JsonNode?, JsonNode?> change)
    {
        var (parent, last) = Place(root, pointer);
        switch (parent)
        {
            case JsonObject properties when properties.TryGetPropertyValue(last, out var value):
                Put(properties, last, change(value));
                return true;
            case JsonArray items when TryIndex(items, last, out var index):
                items[index] = change(items[index]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether there is something at the pointer, be it null.</summary>
    public static bool Has(JsonObject root, string pointer) => Place(root, pointer) switch
    {
        (JsonObject properties, var last) => properties.ContainsKey(last),
        (JsonArray items, var last) => TryIndex(items, last, out _),
        _ => false,
    };

    private static (JsonNode? Parent, string Last) Place(JsonObject root, string pointer)
    {
        var steps = pointer[1..].Split('/');
        JsonNode? parent = root;
        foreach (var step in steps.AsSpan(0, steps.Length - 1))
        {
            parent = Step(parent, Unescape(step));
        }

        return (parent, Unescape(steps[^1]));
    }

    private static void Put(JsonObject properties, string name, JsonNode? value)
    {
        if (value is null)
        {
            properties.Remove(name);
        }
        else
        {
            properties[name] = value;
        }
    }

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonObject properties => properties[step],
        JsonArray items when TryIndex(items, step, out var index) => items[index],
        _ => null,
    };

    private static bool TryIndex(JsonArray items, string step, out int index) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < items.Count;

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
