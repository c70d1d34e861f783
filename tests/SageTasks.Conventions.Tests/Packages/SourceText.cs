using System.Text;

namespace SageTasks.Conventions.Tests.Packages;

/// <summary>Blanks the comments of C# source, and on request the text of its strings, so that a rule about code is not
/// misled by words. Line numbers and columns stay as they are; the code inside interpolation holes stays too.</summary>
internal sealed class SourceText
{
    private readonly string _text;
    private readonly bool _blankStrings;
    private readonly StringBuilder _result;
    private int _at;

    private SourceText(string text, bool blankStrings)
    {
        _text = text;
        _blankStrings = blankStrings;
        _result = new StringBuilder(text.Length);
    }

    public static string Blank(string text, bool blankStrings)
    {
        var source = new SourceText(text, blankStrings);
        source.Code(closing: '\0');
        return source._result.ToString();
    }

    private bool Ended => _at >= _text.Length;

    private char Current => _text[_at];

    private bool StartsWith(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0;

    private void Code(char closing)
    {
        var depth = 0;
        while (!Ended)
        {
            if (closing != '\0' && depth == 0 && Current == closing)
            {
                return;
            }

            depth += Current switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
            if (StartsWith("//"))
            {
                Erase(end: "\n", including: false);
            }
            else if (StartsWith("/*"))
            {
                Erase(end: "*/", including: true);
            }
            else if (Current == '\'')
            {
                Character();
            }
            else if (Current == '"' || (Current is '$' or '@' && OpensString()))
            {
                String();
            }
            else
            {
                Keep();
            }
        }
    }

    private bool OpensString()
    {
        var next = _at;
        while (next < _text.Length && _text[next] is '$' or '@')
        {
            next++;
        }

        return next < _text.Length && _text[next] == '"';
    }

    private void Character()
    {
        Keep();
        while (!Ended && Current != '\'')
        {
            Inside(Current == '\\' ? 2 : 1);
        }

        Keep();
    }

    private void String()
    {
        var dollars = 0;
        var verbatim = false;
        while (Current != '"')
        {
            dollars += Current == '$' ? 1 : 0;
            verbatim |= Current == '@';
            Keep();
        }

        var quotes = CountOf('"');
        if (quotes == 2)
        {
            Keep(2);
            return;
        }

        var raw = quotes >= 3;
        Keep(raw ? quotes : 1);
        while (!Ended && !(Current == '"' && CountOf('"') >= (raw ? quotes : 1) && !(verbatim && CountOf('"') > 1)))
        {
            if (dollars > 0 && Current == '{' && OpensHole(raw ? dollars : 1, raw))
            {
                Hole(raw ? dollars : 1);
            }
            else if (!raw && !verbatim && Current == '\\')
            {
                Inside(2);
            }
            else
            {
                Inside(verbatim && Current == '"' ? 2 : dollars > 0 && !raw && Current == '{' ? 2 : 1);
            }
        }

        Keep(raw ? quotes : 1);
    }

    private bool OpensHole(int braces, bool raw)
    {
        var count = CountOf('{');
        return raw ? count >= braces : count % 2 == 1;
    }

    private void Hole(int braces)
    {
        Keep(Math.Max(braces, CountOf('{')));
        Code(closing: '}');
        Keep(braces);
    }

    private int CountOf(char character)
    {
        var end = _at;
        while (end < _text.Length && _text[end] == character)
        {
            end++;
        }

        return end - _at;
    }

    private void Erase(string end, bool including)
    {
        var stop = _text.IndexOf(end, _at, StringComparison.Ordinal);
        stop = stop < 0 ? _text.Length : stop + (including ? end.Length : 0);
        for (; _at < stop; _at++)
        {
            _result.Append(Current == '\n' ? '\n' : ' ');
        }
    }

    private void Inside(int count)
    {
        for (; count > 0 && !Ended; count--, _at++)
        {
            _result.Append(_blankStrings && Current != '\n' ? ' ' : Current);
        }
    }

    private void Keep(int count = 1)
    {
        for (; count > 0 && !Ended; count--, _at++)
        {
            _result.Append(Current);
        }
    }
}
