using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SageTasks.Tables;

/// <content>The keywords about plain values.</content>
internal sealed partial class SchemaCompiler
{
    private static readonly string[] TypeNames = ["string", "number", "integer", "boolean", "null", "array", "object"];

    private static SchemaRule Type(JsonElement value, string pointer)
    {
        var types = value.ValueKind == JsonValueKind.String ? [value.GetString()!] : Names("type", value, pointer);
        if (types.Except(TypeNames, StringComparer.Ordinal).FirstOrDefault() is { } strange)
        {
            throw new InvalidSchemaException($"{pointer}/type names '{strange}', which is no JSON type.");
        }

        var wanted = string.Join(" or ", types.Select(TypeInWords));
        var takesText = types.Contains("string", StringComparer.Ordinal);
        return (in Instance instance, Findings findings) =>
        {
            foreach (var type in types)
            {
                if (instance.Is(type))
                {
                    return;
                }
            }

            var isScalar = instance.Kind is not (InstanceKind.Array or InstanceKind.Object);
            if (!(findings.Lenient && takesText && isScalar) && findings.Fail())
            {
                findings.Add("type", instance, $"{instance} is {KindInWords(instance)}, but must be {wanted}");
            }
        };
    }

    private static SchemaRule OneOfValues(string keyword, JsonElement value, string pointer)
    {
        Instance[] allowed = keyword == "const"
            ? [Instance.Of(value)]
            : [.. Require(value, JsonValueKind.Array, keyword, pointer).EnumerateArray().Select(Instance.Of)];
        var shown = string.Join(", ", allowed.Select(one => one.ToString()));
        return (in Instance instance, Findings findings) =>
        {
            foreach (var one in allowed)
            {
                if (one.IsSameAs(instance))
                {
                    return;
                }
            }

            if (findings.Fail())
            {
                findings.Add(keyword, instance, allowed.Length == 1 ? $"{instance} must be {shown}" : $"{instance} is none of {shown}");
            }
        };
    }

    private SchemaRule? TextRule(string keyword, JsonElement value, string pointer) => keyword switch
    {
        "pattern" when value.ValueKind == JsonValueKind.String => Pattern(value.GetString()!, $"{pointer}/pattern"),
        "format" when value.ValueKind == JsonValueKind.String => Format(value.GetString()!, pointer),
        "minLength" => Length(keyword, Count(keyword, value, pointer), (length, limit) => length >= limit, "at least"),
        "maxLength" => Length(keyword, Count(keyword, value, pointer), (length, limit) => length <= limit, "at most"),
        _ => throw Wrong(keyword, value, pointer, "a text"),
    };

    private static SchemaRule Pattern(string pattern, string pointer)
    {
        var regex = SchemaPattern.Compile(pattern, pointer);
        return (in Instance instance, Findings findings) =>
        {
            if (instance.Kind == InstanceKind.String && !Matches(regex, instance.Text, out var outOfTime) && findings.Fail())
            {
                findings.Add("pattern", instance, outOfTime ? $"{instance} takes too long to match against {pattern}" : $"{instance} does not match {pattern}");
            }
        };
    }

    private static bool Matches(Regex regex, string text, out bool outOfTime)
    {
        outOfTime = false;
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            outOfTime = true;
            return false;
        }
    }

    private SchemaRule? Format(string format, string pointer)
    {
        if (SchemaFormat.Find(format) is not { } holds)
        {
            Leave($"format", pointer);
            return null;
        }

        return (in Instance instance, Findings findings) =>
        {
            if (instance.Kind == InstanceKind.String && !holds(instance.Text) && findings.Fail())
            {
                findings.Add("format", instance, format.EndsWith("path", StringComparison.Ordinal)
                    ? $"{instance} is a pattern of many files, where one path is wanted"
                    : $"{instance} is not in the format {format}");
            }
        };
    }

    private static SchemaRule Length(string keyword, int limit, Func<int, int, bool> holds, string words) =>
        (in Instance instance, Findings findings) =>
        {
            if (instance.Kind == InstanceKind.String && !holds(instance.Text.EnumerateRunes().Count(), limit) && findings.Fail())
            {
                findings.Add(keyword, instance, string.Create(CultureInfo.InvariantCulture, $"{instance} must be {words} {limit} characters long"));
            }
        };

    private static SchemaRule NumberRule(string keyword, JsonElement value, string pointer)
    {
        var limit = value.ValueKind == JsonValueKind.Number ? Instance.Of(value) : throw Wrong(keyword, value, pointer, "a number");
        var words = keyword switch
        {
            "minimum" => "at least",
            "maximum" => "at most",
            "exclusiveMinimum" => "more than",
            "exclusiveMaximum" => "less than",
            _ => "a multiple of",
        };
        return (in Instance instance, Findings findings) =>
        {
            if (instance.Kind == InstanceKind.Number && !Holds(keyword, instance, limit) && findings.Fail())
            {
                findings.Add(keyword, instance, $"{instance} must be {words} {limit}");
            }
        };
    }

    private static bool Holds(string keyword, in Instance number, in Instance limit) => keyword switch
    {
        "minimum" => number.Against(limit) >= 0,
        "maximum" => number.Against(limit) <= 0,
        "exclusiveMinimum" => number.Against(limit) > 0,
        "exclusiveMaximum" => number.Against(limit) < 0,
        _ => number.Exact is { } exact && limit.Exact is { } step && step != 0
            ? exact % step == 0
            : Math.IEEERemainder(number.Approximate, limit.Approximate) == 0,
    };

    private static string TypeInWords(string type) => type switch
    {
        "string" => "text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "true or false",
        "null" => "null",
        "array" => "a list",
        _ => "an object",
    };

    private static string KindInWords(in Instance value) => value.Kind switch
    {
        InstanceKind.String => "text",
        InstanceKind.Number => value.IsWhole ? "a whole number" : "a number",
        InstanceKind.Boolean => "a truth value",
        InstanceKind.Null => "null",
        InstanceKind.Array => "a list",
        _ => "an object",
    };
}
