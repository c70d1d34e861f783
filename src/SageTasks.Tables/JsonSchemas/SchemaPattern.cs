using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Tables;

/// <summary>
/// A regular expression of a JSON schema, which is in ECMAScript's language, in .NET's: <c>$</c> is the very end, <c>\d</c> and
/// <c>\w</c> are ASCII, and <c>[</c> in a set is a plain character. It runs without backtracking where the expression allows it,
/// and else never longer than a few seconds.
/// </summary>
internal static class SchemaPattern
{
    // An overloaded machine may need that long for any expression.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // One that backtracks may never end.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    public static Regex Compile(string pattern, string pointer)
    {
        var translated = Translate(pattern);
        try
        {
            return new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(translated, RegexOptions.CultureInvariant, Budget);
        }
        catch (ArgumentException e)
        {
            throw new InvalidSchemaException($"{pointer}: '{pattern}' is no regular expression: {e.Message}", e);
        }
    }

    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        var inSet = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                result.Append(Escape(pattern[++i], inSet));
            }
            else if (!inSet && c == '[')
            {
                inSet = true;
                i += OpenSet(pattern, i, result, ref inSet);
            }
            else
            {
                inSet = inSet && c != ']';
                result.Append(Plain(c, inSet));
            }
        }

        return result.ToString();
    }

    // "[]" matches nothing and "[^]" anything; .NET would take the bracket for a member of the set.
    private static int OpenSet(string pattern, int at, StringBuilder result, ref bool inSet)
    {
        var rest = pattern.AsSpan(at);
        if (rest.StartsWith("[]") || rest.StartsWith("[^]"))
        {
            inSet = false;
            result.Append(rest[1] == ']' ? "[^\\0-\\uFFFF]" : "[\\0-\\uFFFF]");
            return rest[1] == ']' ? 1 : 2;
        }

        result.Append('[');
        return 0;
    }

    private static string Plain(char c, bool inSet) => c switch
    {
        '[' when inSet => "\\[",
        '$' when !inSet => "\\z",
        '.' when !inSet => "[^\\n\\r\\u2028\\u2029]",
        _ => c.ToString(),
    };

    private static string Escape(char c, bool inSet) => (c, inSet) switch
    {
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('D', true) => "\\0-/:-\\uFFFF",
        ('D', false) => "[^0-9]",
        ('w', true) => "a-zA-Z0-9_",
        ('w', false) => "[a-zA-Z0-9_]",
        ('W', true) => "\\0-/:-@\\[-\\^`{-\\uFFFF",
        ('W', false) => "[^a-zA-Z0-9_]",
        ('/', _) => "/",
        _ => $"\\{c}",
    };
}
