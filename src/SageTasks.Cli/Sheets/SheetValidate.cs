using System.CommandLine;
using SageTasks.Tables;

namespace SageTasks.Cli;

/// <summary><c>sheet validate</c>: holds a table against an nf-core schema.</summary>
internal static class SheetValidate
{
    public static Command Create(Terminal terminal)
    {
        var sheet = new Argument<string>("SHEET") { Description = "A CSV or TSV file." };
        var schema = new Option<string>("--schema") { Description = "The pipeline's schema_input.json.", Required = true, HelpName = "FILE" };
        var lenient = new Option<bool>("--lenient") { Description = "Warn of what the schema does not name, rather than refuse it." };
        var command = new Command("validate", "Checks a sample sheet against a pipeline's schema and names every mistake. Exit code 1 when there is one.") { sheet, schema, lenient };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var rules = SheetFiles.Schema(call, call.Get(schema))!;
            var rows = TableReader.ReadFileAsync(HomePath.Of(call.Get(sheet)), cancellationToken: cancellationToken);
            return SheetFiles.Tell(call, await rules.CheckAsync(rows, new SheetCheckOptions { Lenient = call.Get(lenient) }, cancellationToken));
        });
    }
}
