using System.Text;
using System.Text.Json;

namespace SageTasks.Tables;

/// <summary>
/// The schema of a pipeline's sample sheet: an nf-schema <c>assets/schema_input.json</c> (JSON schema 2020-12 of a list of
/// objects). It judges as nf-schema does: blanks around a value or a column's name do not count, an empty cell is missing, a cell
/// that looks like a number or a truth value is one (so a sample called <c>007</c> is no text), the order of the columns does not
/// matter, and a column that the schema does not know is a warning.
/// </summary>
/// <remarks>
/// Whether a path exists (<c>exists</c>) and whether it is a file or a folder is not checked: the files lie where the pipeline
/// runs. A path with wildcards is refused (<c>format: file-path</c>, <c>directory-path</c>, <c>path</c>), since Nextflow takes it
/// for a pattern of many files. <c>uniqueEntries</c> is meant for the list; some pipelines (nf-core/sarek) write it inside of
/// <c>items</c>, where nf-schema never enforces it. There it is enforced here for rows that have a value in all of its columns.
/// </remarks>
public sealed class SheetSchema
{
    private readonly SheetRules _rules;

    private SheetSchema(JsonElement root, SchemaCompiler compiler)
    {
        _rules = SheetRules.Compile(root, compiler);
        Title = SchemaCompiler.Text(root, "title");
        Columns = _rules.Columns;
        UnsupportedKeywords = [.. compiler.Unsupported];
    }

    /// <summary>The schema's title; null where it has none.</summary>
    public string? Title { get; }

    /// <summary>The columns that the schema declares, in its order.</summary>
    public IReadOnlyList<SheetSchemaColumn> Columns { get; }

    /// <summary>
    /// The keywords that could reject a sheet and are not checked here; empty for the schemas of nf-core/rnaseq and nf-core/sarek.
    /// Each is also a warning of every report.
    /// </summary>
    public IReadOnlyList<UnsupportedKeyword> UnsupportedKeywords { get; }

    /// <summary>Reads a schema.</summary>
    /// <param name="json">The text of a <c>schema_input.json</c>.</param>
    /// <exception cref="InvalidSchemaException">It is no JSON, no schema of a list of objects, or a keyword in it has no sense.</exception>
    public static SheetSchema Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="utf8Json">The bytes of a <c>schema_input.json</c>.</param>
    /// <exception cref="InvalidSchemaException">It is no JSON, no schema of a list of objects, or a keyword in it has no sense.</exception>
    public static SheetSchema Parse(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = SchemaCompiler.Read(utf8Json);
        return new SheetSchema(document.RootElement, new SchemaCompiler(document.RootElement));
    }

    /// <summary>Checks the rows of a sheet.</summary>
    /// <param name="rows">The rows, all under one header.</param>
    /// <param name="options">How to check.</param>
    /// <returns>All violations, listed up to the limit.</returns>
    /// <exception cref="TableFormatException">A row has other columns than the first.</exception>
    public SheetReport Check(IEnumerable<TableRow> rows, SheetCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        SheetCheck? check = null;
        foreach (var row in rows)
        {
            check ??= Begin(row.Header, options);
            check.Add(row);
        }

        return check?.Finish() ?? WithoutRows(options);
    }

    /// <summary>Checks the rows of a sheet as they come, without keeping them.</summary>
    /// <param name="rows">The rows, all under one header, such as <see cref="TableReader"/> gives them.</param>
    /// <param name="options">How to check.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>All violations, listed up to the limit.</returns>
    /// <exception cref="TableFormatException">A row has other columns than the first.</exception>
    public async Task<SheetReport> CheckAsync(
        IAsyncEnumerable<TableRow> rows,
        SheetCheckOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        SheetCheck? check = null;
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            check ??= Begin(row.Header, options);
            check.Add(row);
        }

        return check?.Finish() ?? WithoutRows(options);
    }

    internal SheetCheck Begin(TableHeader header, SheetCheckOptions? options) => new(_rules, UnsupportedKeywords, header, options ?? new SheetCheckOptions());

    private SheetReport WithoutRows(SheetCheckOptions? options) =>
        Begin(new TableHeader(Columns.Count > 0 ? Columns.Select(column => column.Name) : ["sheet"]), options).Finish();
}
