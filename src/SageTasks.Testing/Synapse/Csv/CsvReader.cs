using System.Text;

namespace SageTasks.Testing.Synapse;

/// <summary>Reads CSV line by line. An empty cell is null, an empty cell between quotes is an empty text.</summary>
internal sealed class CsvReader(TextReader text, CsvFormat format)
{
    private readonly StringBuilder _cell = new();

    public IEnumerable<string?[]> ReadAll(long linesToSkip)
    {
        for (long i = 0; i < linesToSkip; i++)
        {
            text.ReadLine();
        }

        while (text.Peek() >= 0)
        {
            var line = ReadLine();
            if (line.Length > 1 || line[0] is not null)
            {
                yield return line;
            }
        }
    }

    private string?[] ReadLine()
    {
        var cells = new List<string?>();
        bool quoted = false, wasQuoted = false;
        for (int next; (next = text.Read()) >= 0;)
        {
            var c = (char)next;
            if (quoted)
            {
                quoted = !IsClosing(c);
            }
            else if (c == format.Quote && _cell.Length == 0)
            {
                quoted = wasQuoted = true;
            }
            else if (c == format.Separator)
            {
                cells.Add(TakeCell(ref wasQuoted));
            }
            else if (c == '\n')
            {
                break;
            }
            else if (c != '\r' || text.Peek() != '\n')
            {
                _cell.Append(c);
            }
        }

        cells.Add(TakeCell(ref wasQuoted));
        return [.. cells];
    }

    // Within quotes: a quote ends the cell unless it is doubled, and the escape letter takes the next one as it is.
    private bool IsClosing(char c)
    {
        if (c == format.Quote && text.Peek() != format.Quote)
        {
            return true;
        }

        if (c == format.Quote || (c == format.Escape && text.Peek() is var next && (next == format.Quote || next == format.Escape)))
        {
            c = (char)text.Read();
        }

        _cell.Append(c);
        return false;
    }

    private string? TakeCell(ref bool wasQuoted)
    {
        var cell = _cell.Length == 0 && !wasQuoted ? null : _cell.ToString();
        _cell.Clear();
        wasQuoted = false;
        return cell;
    }
}
