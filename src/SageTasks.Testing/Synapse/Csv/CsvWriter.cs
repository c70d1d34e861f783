namespace SageTasks.Testing.Synapse;

/// <summary>Writes CSV; a cell is quoted only when it must be, and null is an empty cell.</summary>
internal sealed class CsvWriter(TextWriter text, CsvFormat format)
{
    public void Write(IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                text.Write(format.Separator);
            }

            first = false;
            WriteCell(cell);
        }

        text.Write(format.LineEnd);
    }

    private void WriteCell(string? cell)
    {
        if (cell is null)
        {
            return;
        }

        if (cell.Length > 0 && cell.AsSpan().IndexOfAny([format.Separator, format.Quote, format.Escape, '\n', '\r']) < 0)
        {
            text.Write(cell);
            return;
        }

        text.Write(format.Quote);
        foreach (var c in cell)
        {
            if (c == format.Quote)
            {
                text.Write(format.Quote);
            }
            else if (c == format.Escape)
            {
                text.Write(format.Escape);
            }

            text.Write(c);
        }

        text.Write(format.Quote);
    }
}
