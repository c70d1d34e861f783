using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Storage;

namespace SageTasks.Conventions.Tests.Data;

/// <summary>Compares two values by what their public properties show, through every level.</summary>
internal static class DataComparison
{
    /// <summary>One line for each property that differs, with its path.</summary>
    public static IEnumerable<string> Differences(object? first, object? second, string path = "")
    {
        if (ReferenceEquals(first, second))
        {
            return [];
        }

        if (first is null || second is null || first.GetType() != second.GetType() && first is not IEnumerable)
        {
            return [$"{path}: {Show(first)} became {Show(second)}"];
        }

        return (first, second) switch
        {
            (JsonNode one, JsonNode other) => JsonNode.DeepEquals(one, other) ? [] : [$"{path}: {one.ToJsonString()} became {other.ToJsonString()}"],
            (JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other) ? [] : [$"{path}: {one} became {other}"],
            (ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Span.SequenceEqual(other.Span) ? [] : [$"{path}: the bytes differ"],
            (IDictionary one, IDictionary other) => Items(one.Keys.Cast<object>().Select(key => one[key]), one.Keys.Cast<object>().Select(key => other.Contains(key) ? other[key] : null), path),
            (string or Uri or Location, _) => first.Equals(second) ? [] : [$"{path}: {first} became {second}"],
            (IEnumerable one, IEnumerable other) => Items(one.Cast<object?>(), other.Cast<object?>(), path),
            _ when IsPlain(first.GetType()) => first.Equals(second) ? [] : [$"{path}: {first} became {second}"],
            _ => first.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .SelectMany(property => Differences(property.GetValue(first), property.GetValue(second), $"{path}.{property.Name}")),
        };
    }

    private static IEnumerable<string> Items(IEnumerable<object?> first, IEnumerable<object?> second, string path)
    {
        var one = first.ToList();
        var other = second.ToList();
        return one.Count != other.Count
            ? [$"{path}: {one.Count} items became {other.Count}"]
            : one.SelectMany((item, i) => Differences(item, other[i], $"{path}[{i}]"));
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type.Namespace == nameof(System) || type.Name == "KeyValuePair`2";

    private static string Show(object? value) => value is null ? "null" : $"{value.GetType().Name} {value}";
}
