using SageTasks.Tables;

namespace SageTasks.Cli;

/// <summary>Reads tables and their schemas.</summary>
internal static class SheetFiles
{
    public static SheetSchema? Schema(CommandCall call, string? path) =>
        path is null ? null : JsonFile.Read(call, "--schema", path, text => Parse(path, text));

    /// <summary>What is wrong with a sheet, told; null where nothing is.</summary>
    public static int Tell(CommandCall call, SheetReport report)
    {
        foreach (var warning in report.Warnings)
        {
            call.Terminal.Warn(warning);
        }

        call.Terminal.Result(report, CliJson.Default.SheetReport, Text);
        return report.IsValid ? ExitCode.Done : ExitCode.Failed;
    }

    private static SheetSchema Parse(string path, string text)
    {
        try
        {
            return SheetSchema.Parse(text);
        }
        catch (InvalidSchemaException e)
        {
            throw new UsageException($"--schema {path}: {e.Message}", e);
        }
    }

    private static string Text(SheetReport report) => report.IsValid
        ? $"valid, {report.RowCount} rows"
        : string.Join(Environment.NewLine, report.Violations.Select(violation => violation.ToString()).Append($"{report.ViolationCount} mistakes in {report.RowCount} rows"));
}
