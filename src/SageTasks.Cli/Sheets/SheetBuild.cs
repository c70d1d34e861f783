using System.CommandLine;
using SageTasks.Synapse;
using SageTasks.Tables;

namespace SageTasks.Cli;

/// <summary><c>sheet build</c>: makes a sample sheet from a table.</summary>
internal static class SheetBuild
{
    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string>("SOURCE") { Description = "A CSV or TSV file, or a Synapse query: \"select … from syn123\"" };
        var columns = new Option<string[]>("--column") { Description = "A column of the sheet, in order: sample, or sample=specimenID for one that the table calls otherwise.", Required = true, HelpName = "NAME[=COLUMN]" };
        var schema = new Option<string?>("--schema") { Description = "The pipeline's schema_input.json, which the sheet must hold to.", HelpName = "FILE" };
        var sort = new Option<string[]>("--sort-by") { Description = "Columns that give the rows their order. Default: as they come.", HelpName = "NAME" };
        var path = new Option<string>("--to") { Description = "The CSV file to write.", Required = true, HelpName = "FILE" };
        var command = new Command("build", "Makes a sample sheet: the same rows make the same bytes, so that its digest identifies the work.") { source, columns, schema, sort, path };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var file = Path.GetFullPath(HomePath.Of(call.Get(path)!));
            OutputFile.Check("--to", file);
            try
            {
                var sheet = await SampleSheet.CreateAsync(
                    Rows(call.Get(source), cancellationToken),
                    Columns(call.Get(columns)!),
                    new SampleSheetOptions { FileName = Path.GetFileName(file), Schema = SheetFiles.Schema(call, call.Get(schema)), SortBy = call.Get(sort) ?? [] },
                    cancellationToken);
                await WriteAsync(file, sheet.Content, cancellationToken);
                call.Terminal.Result(new BuiltSheet(file, sheet.RowCount, sheet.Sha256), CliJson.Default.BuiltSheet, made => $"{made.Path}, {made.Rows} rows, sha256 {made.Sha256}");
                return ExitCode.Done;
            }
            catch (SheetValidationException wrong)
            {
                return SheetFiles.Tell(call, wrong.Report);
            }
        });
    }

    private static IAsyncEnumerable<TableRow> Rows(string source, CancellationToken cancellationToken) =>
        source.StartsWith("select ", StringComparison.OrdinalIgnoreCase)
            ? new SynapseTables(new SynapseClient(PlatformOptions.Synapse())).QueryAsync(source, cancellationToken)
            : TableReader.ReadFileAsync(HomePath.Of(source), cancellationToken: cancellationToken);

    private static SheetColumns<TableRow> Columns(IEnumerable<string> columns)
    {
        var made = new SheetColumns<TableRow>();
        foreach (var column in columns)
        {
            var at = column.IndexOf('=', StringComparison.Ordinal);
            var (name, from) = at > 0 ? (column[..at], column[(at + 1)..]) : (column, column);
            made.Add(name, row => row[from]);
        }

        return made;
    }

    // All at once: whoever finds the sheet finds all of it.
    private static async Task WriteAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var draft = $"{file}.{Environment.ProcessId}.new";
        try
        {
            await File.WriteAllBytesAsync(draft, content, cancellationToken);
            File.Move(draft, file, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
