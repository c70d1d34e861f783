namespace SageTasks.Tables;

/// <summary>How a table is read from text. The defaults read RFC 4180, exactly as it stands.</summary>
public sealed record TableReadOptions
{
    /// <summary>The form of the text.</summary>
    /// <value>Null, the default, for <see cref="TableFormat.Tsv"/> where the name ends in <c>.tsv</c> or <c>.txt</c>, else <see cref="TableFormat.Csv"/>.</value>
    public TableFormat? Format { get; init; }

    /// <summary>What errors call the table.</summary>
    /// <value>Null by default: the file's name where there is a file.</value>
    public string? Name { get; init; }

    /// <summary>Whether spaces and tabs around a value are dropped, outside of quotes.</summary>
    /// <value>False by default: cells are taken as they stand.</value>
    public bool TrimWhitespace { get; init; }

    /// <summary>The longest row that is read, in bytes: one forgotten quote must not pull a whole file into memory.</summary>
    /// <value>16 MiB by default.</value>
    public int MaxRowBytes { get; init; } = 16 * 1024 * 1024;

    internal char Separator => FormatFor(Name) == TableFormat.Tsv ? '\t' : ',';

    private TableFormat FormatFor(string? name) => Format ?? FromName(name);

    internal static TableFormat FromName(string? name) => Path.GetExtension(name)?.ToUpperInvariant() is ".TSV" or ".TXT"
        ? TableFormat.Tsv
        : TableFormat.Csv;
}
