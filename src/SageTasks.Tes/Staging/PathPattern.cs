using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Tes;

/// <summary>A path with POSIX wildcards: <c>*</c> and <c>?</c> stand for no slash, <c>[…]</c> for one of some characters, and a name that begins
/// with a dot is matched by a dot alone.</summary>
internal sealed class PathPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex _pattern;

    public PathPattern(string path)
    {
        var first = path.IndexOfAny(['*', '?', '[']);
        Folder = path[..(path.LastIndexOf('/', first) + 1)];
        _pattern = new Regex(Translate(path), RegexOptions.CultureInvariant | RegexOptions.Singleline, Patience);
    }

    /// <summary>The folder that every match lies below, with a slash at its end.</summary>
    public string Folder { get; }

    public bool IsMatch(string path) => _pattern.IsMatch(path);

    private static string Translate(string path)
    {
        var text = new StringBuilder(@"\A");
        for (var index = 0; index < path.Length; index++)
        {
            var letter = path[index];
            if (letter is '*' or '?' && path[index - 1] == '/')
            {
                text.Append(@"(?!\.)");
            }

            switch (letter)
            {
                case '*':
                    text.Append("[^/]*");
                    break;
                case '?':
                    text.Append("[^/]");
                    break;
                case '[' when path.IndexOf(']', Math.Min(index + 2, path.Length)) is > 0 and var end:
                    text.Append(Set(path[(index + 1)..end]));
                    index = end;
                    break;
                default:
                    text.Append(Regex.Escape(letter.ToString()));
                    break;
            }
        }

        return text.Append(@"\z").ToString();
    }

    private static string Set(string letters)
    {
        var isNot = letters[0] is '!' or '^';
        var inner = (isNot ? letters[1..] : letters).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
        return isNot ? $"[^/{inner}]" : $"[{inner}]";
    }
}
