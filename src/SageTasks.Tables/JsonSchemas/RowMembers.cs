namespace SageTasks.Tables;

/// <summary>The cells of the row at hand by column; one object serves all rows of a sheet.</summary>
internal sealed class RowMembers(TableHeader header) : IInstanceObject
{
    private string?[] _cells = [];

    public int Count => _cells.Count(cell => !string.IsNullOrWhiteSpace(cell));

    public IEnumerable<string> Names => header.Columns.Where((_, position) => !string.IsNullOrWhiteSpace(_cells[position]));

    public Instance At(string?[] cells)
    {
        _cells = cells;
        return Instance.Of(this);
    }

    // A blank cell is no member, and blanks around a value do not count: Nextflow strips them when it reads the sheet.
    public bool TryGet(string name, out Instance value)
    {
        var position = header.IndexOf(name);
        var text = position < 0 ? null : _cells[position]?.Trim();
        value = string.IsNullOrEmpty(text) ? default : Instance.OfCell(text);
        return !string.IsNullOrEmpty(text);
    }
}
