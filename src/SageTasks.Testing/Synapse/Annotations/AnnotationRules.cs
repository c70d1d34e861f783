using System.Globalization;
using System.Text.RegularExpressions;

namespace SageTasks.Testing.Synapse;

/// <summary>What the server accepts as annotations.</summary>
internal static partial class AnnotationRules
{
    private const int MaxKeys = 100;
    private const int MaxValues = 100;

    public static Dictionary<string, AnnotationsValue> Check(Dictionary<string, AnnotationsValue>? annotations)
    {
        var checkedOnes = annotations ?? [];
        if (checkedOnes.Count > MaxKeys)
        {
            throw SynapseError.Invalid($"Exceeded maximum number of annotations: {MaxKeys}. There were {checkedOnes.Count}.");
        }

        foreach (var (key, value) in checkedOnes)
        {
            Check(key, value);
        }

        return checkedOnes;
    }

    private static void Check(string key, AnnotationsValue? value)
    {
        if (!Key().IsMatch(key))
        {
            throw SynapseError.Invalid(
                $"Invalid annotation name: '{key}'. Annotation names may only contain; letters, numbers, '_' and '.'");
        }

        if (value?.Type is null)
        {
            throw SynapseError.Invalid($"Annotation '{key}' has no type.");
        }

        if (value.Value is { Count: > MaxValues })
        {
            throw SynapseError.Invalid($"Annotation '{key}' exceeds the maximum number of values: {MaxValues}.");
        }

        foreach (var text in value.Value ?? [])
        {
            if (!IsOf(value.Type, text))
            {
                throw SynapseError.Invalid($"Value associated with key='{key}' is not valid for type={value.Type}: {text}");
            }
        }
    }

    private static bool IsOf(string type, string? text) => type switch
    {
        _ when text is null => false,
        "STRING" => true,
        "LONG" or "TIMESTAMP_MS" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "DOUBLE" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            || text.ToLowerInvariant() is "nan" or "infinity" or "inf" or "-infinity" or "-inf",
        "BOOLEAN" => text.ToLowerInvariant() is "true" or "false",
        _ => throw SynapseError.Invalid($"Unknown annotation type: {type}"),
    };

    [GeneratedRegex("^[a-zA-Z0-9,_.]+$", RegexOptions.None, 30_000)]
    private static partial Regex Key();
}
