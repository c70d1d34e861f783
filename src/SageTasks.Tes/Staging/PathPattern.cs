using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Tes;

/// <summary>A path with POSIX wildcards: <c>*</c> and <c>?</c> stand for no slash, <c>[…]</c> for one of some characters, and a name that begins
/// with a dot is matched by a dot alone.</summary>
internal sealed class PathPattern
{
    private const string NoDotFirst = @"(?!\.)";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
            var end = letter == '[' ? PathSet.EndOf(path, index) : null;
            if ((letter is '*' or '?' || end is not null) && path[index - 1] == '/')
            {
                text.Append(NoDotFirst);
            }

            if (end is { } closing)
            {
                text.Append(PathSet.Translate(path[(index + 1)..closing]));
                index = closing;
                continue;
            }

            text.Append(letter switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                _ => Regex.Escape(letter.ToString()),
            });
        }

        return text.Append(@"\z").ToString();
    }
}
