using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>The values of one annotation, all of one type, as the text that the server keeps.</summary>
public sealed record AnnotationValue
{
    /// <summary>The type of the values.</summary>
    public required AnnotationType Type { get; init; }

    /// <summary>The values as text: numbers in the invariant culture, times as milliseconds since 1970 (UTC).</summary>
    [JsonPropertyName("value")]
    public IReadOnlyList<string> Values { get; init => field = value ?? []; } = [];

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    /// <summary>Text.</summary>
    public static AnnotationValue Of(params IEnumerable<string> values) => new() { Type = AnnotationType.String, Values = [.. values] };

    /// <summary>Whole numbers.</summary>
    public static AnnotationValue Of(params IEnumerable<long> values) =>
        new() { Type = AnnotationType.Long, Values = [.. values.Select(value => value.ToString(CultureInfo.InvariantCulture))] };

    /// <summary>Floating-point numbers.</summary>
    public static AnnotationValue Of(params IEnumerable<double> values) =>
        new() { Type = AnnotationType.Double, Values = [.. values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))] };

    /// <summary>Booleans.</summary>
    public static AnnotationValue Of(params IEnumerable<bool> values) =>
        new() { Type = AnnotationType.Boolean, Values = [.. values.Select(value => value ? "true" : "false")] };

    /// <summary>Times, kept to the millisecond.</summary>
    public static AnnotationValue Of(params IEnumerable<DateTimeOffset> values) => new()
    {
        Type = AnnotationType.Timestamp,
        Values = [.. values.Select(value => value.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))],
    };

    /// <summary>Whether type and values are equal; numbers compare as numbers, so that <c>1.0</c> equals <c>1</c>.</summary>
    public bool Equals(AnnotationValue? other) =>
        other is not null && Type == other.Type && Values.Select(Comparable).SequenceEqual(other.Values.Select(other.Comparable), StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Values.Count);

    private string Comparable(string value) =>
        Type == AnnotationType.Double && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : value;
}
