using System.Globalization;
using System.Text;

namespace SageTasks.Tes;

/// <summary>A set of characters in a path's pattern, such as <c>[a-z]</c>, <c>[!0-9]</c> or <c>[[:digit:]_]</c>. A slash is in none.</summary>
internal static class PathSet
{
    private const string Nothing = @"(?!)";

    /// <summary>Where the set ends that begins at a place; null where the bracket stands for itself.</summary>
    public static int? EndOf(string path, int start)
    {
        var index = start + 1;
        index += index < path.Length && path[index] is '!' or '^' ? 1 : 0;

        // A bracket first stands for itself.
        for (var first = index; index < path.Length; index++)
        {
            if (path[index] == ']' && index > first)
            {
                return index;
            }

            if (ClassEnd(path, index) is { } end)
            {
                index = end;
            }
        }

        return null;
    }

    /// <summary>The set as part of a regular expression.</summary>
    /// <param name="letters">What stands between the brackets.</param>
    public static string Translate(string letters)
    {
        var isNot = letters[0] is '!' or '^';
        var parts = Parts(letters, isNot ? 1 : 0);
        return isNot ? $"[^/{parts}]" : parts.Length == 0 ? Nothing : $"(?!/)[{parts}]";
    }

    private static string Parts(string letters, int start)
    {
        var parts = new StringBuilder();
        for (var index = start; index < letters.Length; index++)
        {
            if (ClassEnd(letters, index) is { } end)
            {
                parts.Append(Class(letters[(index + 2)..(end - 1)]));
                index = end;
            }
            else if (index + 2 < letters.Length && letters[index + 1] == '-')
            {
                // A range whose end comes before its start holds nothing.
                parts.Append(letters[index] <= letters[index + 2] ? $"{Plain(letters[index])}-{Plain(letters[index + 2])}" : "");
                index += 2;
            }
            else
            {
                parts.Append(Plain(letters[index]));
            }
        }

        return parts.ToString();
    }

    // "[:name:]" inside of a set.
    private static int? ClassEnd(string text, int index) =>
        index + 1 < text.Length && text[index] == '[' && text[index + 1] == ':' && text.IndexOf(":]", index + 2, StringComparison.Ordinal) is > 0 and var end
            ? end + 1
            : null;

    private static string Class(string name) => name switch
    {
        "alpha" => "a-zA-Z",
        "digit" => "0-9",
        "alnum" => "a-zA-Z0-9",
        "lower" => "a-z",
        "upper" => "A-Z",
        "space" => @"\s",
        "blank" => @" \t",
        "xdigit" => "0-9a-fA-F",
        "punct" => @"!-.:-@\[-`{-~",
        _ => "",
    };

    private static string Plain(char letter) => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)letter:X4}");
}
