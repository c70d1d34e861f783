using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SageTasks.Tables;

/// <summary>A value that a schema judges, whether it comes from a cell or from JSON.</summary>
internal readonly partial struct Instance
{
    private const NumberStyles JsonNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private Instance(InstanceKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    public InstanceKind Kind { get; }

    /// <summary>A string's characters, a number's or a literal's text; empty for arrays and objects.</summary>
    public string Text { get; }

    /// <summary>The exact value of a number; null where a decimal cannot hold it.</summary>
    public decimal? Exact { get; private init; }

    public double Approximate { get; private init; }

    public IReadOnlyList<Instance>? Items { get; private init; }

    public IInstanceObject? Members { get; private init; }

    public bool IsWhole => Exact is { } exact ? decimal.IsInteger(exact) : double.IsInteger(Approximate);

    public static Instance Of(IInstanceObject members) => new(InstanceKind.Object, string.Empty) { Members = members };

    public static Instance OfText(string text) => new(InstanceKind.String, text);

    public static Instance Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => OfText(json.GetString()!),
        JsonValueKind.Number => Number(json.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => new(InstanceKind.Boolean, json.GetRawText()),
        JsonValueKind.Array => new(InstanceKind.Array, string.Empty) { Items = [.. json.EnumerateArray().Select(Of)] },
        JsonValueKind.Object => Of(new JsonMembers(json)),
        _ => new(InstanceKind.Null, "null"),
    };

    /// <summary>
    /// Types a cell as nf-schema does before it looks at the schema: true, false and null in any case, then numbers (leading zeros
    /// and Java's <c>1.5f</c> included), else text.
    /// </summary>
    public static Instance OfCell(string text)
    {
        var first = text[0];
        if (first is >= '0' and <= '9' or '-' or '.' && CellNumber().IsMatch(text))
        {
            return Number(text.TrimEnd('f', 'F', 'd', 'D'));
        }

        return first switch
        {
            't' or 'T' when text.Equals("true", StringComparison.OrdinalIgnoreCase) => new(InstanceKind.Boolean, "true"),
            'f' or 'F' when text.Equals("false", StringComparison.OrdinalIgnoreCase) => new(InstanceKind.Boolean, "false"),
            'n' or 'N' when text.Equals("null", StringComparison.OrdinalIgnoreCase) => new(InstanceKind.Null, "null"),
            _ => OfText(text),
        };
    }

    public bool Is(string type) => type switch
    {
        "string" => Kind == InstanceKind.String,
        "number" => Kind == InstanceKind.Number,
        "integer" => Kind == InstanceKind.Number && IsWhole,
        "boolean" => Kind == InstanceKind.Boolean,
        "null" => Kind == InstanceKind.Null,
        "array" => Kind == InstanceKind.Array,
        "object" => Kind == InstanceKind.Object,
        _ => false,
    };

    public int Against(in Instance number) => Exact is { } mine && number.Exact is { } other
        ? mine.CompareTo(other)
        : Approximate.CompareTo(number.Approximate);

    public bool IsSameAs(in Instance other) => Kind == other.Kind && Kind switch
    {
        InstanceKind.Number => Exact is { } mine && other.Exact is { } theirs ? mine == theirs : ToKey() == other.ToKey(),
        InstanceKind.Array => HasSameItems(Items!, other.Items!),
        InstanceKind.Object => HasSameMembers(Members!, other.Members!),
        _ => string.Equals(Text, other.Text, StringComparison.Ordinal),
    };

    /// <summary>A text that is the same for values that are the same, and for no others of this kind.</summary>
    public string ToKey() => Kind switch
    {
        InstanceKind.Number => DecimalText.Of(Text).ToString(),
        InstanceKind.Array => string.Concat(Items!.Select(Part)),
        InstanceKind.Object => string.Concat(Members!.Names.Order(StringComparer.Ordinal).Select(Member)),
        _ => Text,
    };

    public override string ToString() => Kind switch
    {
        InstanceKind.Array => $"a list of {Items!.Count}",
        InstanceKind.Object => "an object",
        InstanceKind.String => $"'{TableFormatException.Shorten(Text)}'",
        _ => Text,
    };

    private static Instance Number(string text) => new(InstanceKind.Number, text)
    {
        Exact = DecimalText.Exact(text),
        Approximate = double.Parse(text, JsonNumber, CultureInfo.InvariantCulture),
    };

    private static string Part(Instance value)
    {
        var key = value.ToKey();
        return string.Create(CultureInfo.InvariantCulture, $"{value.Kind}:{key.Length}:{key};");
    }

    private string Member(string name) => Part(OfText(name)) + (Members!.TryGet(name, out var value) ? Part(value) : string.Empty);

    private static bool HasSameItems(IReadOnlyList<Instance> left, IReadOnlyList<Instance> right)
    {
        var same = left.Count == right.Count;
        for (var i = 0; same && i < left.Count; i++)
        {
            same = left[i].IsSameAs(right[i]);
        }

        return same;
    }

    private static bool HasSameMembers(IInstanceObject left, IInstanceObject right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var name in left.Names)
        {
            if (!left.TryGet(name, out var mine) || !right.TryGet(name, out var other) || !mine.IsSameAs(other))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^-?(?:[0-9]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+[fFdD]?|(?:[0-9]+\.[0-9]*|\.[0-9]+)[fFdD]?)\z", RegexOptions.NonBacktracking)]
    private static partial Regex CellNumber();
}
