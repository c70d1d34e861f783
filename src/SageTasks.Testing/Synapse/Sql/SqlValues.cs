using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SageTasks.Testing.Synapse;

/// <summary>How values compare: numbers as numbers, texts without regard to case, as the server's database does.</summary>
internal static class SqlValues
{
    public static int Compare(string left, string right, bool asNumbers)
    {
        if (asNumbers && TryNumber(left, out var a) && TryNumber(right, out var b))
        {
            return a.CompareTo(b);
        }

        return string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Sorts null before everything, as the database does.</summary>
    public static int Order(string? left, string? right, bool asNumbers)
    {
        if (left is null || right is null)
        {
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        }

        return Compare(left, right, asNumbers);
    }

    public static bool IsLike(string value, string pattern)
    {
        var regex = new StringBuilder("^");
        foreach (var c in pattern)
        {
            regex.Append(c switch { '%' => ".*", '_' => ".", _ => Regex.Escape(c.ToString()) });
        }

        return Regex.IsMatch(value, regex.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(30));
    }

    /// <summary>The items of a list column's value.</summary>
    public static IEnumerable<string> Items(string value)
    {
        using var list = JsonDocument.Parse(value);
        foreach (var item in list.RootElement.EnumerateArray())
        {
            yield return item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
        }
    }

    /// <summary>A date may be given as text; it is stored in milliseconds.</summary>
    public static string Normalize(string value, string? columnType)
    {
        if (columnType == "DATE" && !TryNumber(value, out _)
            && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return SynId.Number(time.ToUnixTimeMilliseconds());
        }

        return columnType == "ENTITYID" && SynId.TryParse(value, out var id, out _) ? SynId.Text(id) : value;
    }

    public static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
