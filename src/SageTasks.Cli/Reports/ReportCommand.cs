using System.CommandLine;
using System.Globalization;
using System.Text;
using SageTasks.Reports;

namespace SageTasks.Cli;

/// <summary><c>report</c>: what became of a set of runs, as one HTML file.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<DirectoryInfo?>("EVIDENCE")
        {
            Description = "The folder that --evidence of run, adopt and watch wrote. Reports of 'cp --report' in it (CSV) are told of too. Without it: the runs that each --platform shows.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var path = new Option<string>("--to") { Description = "The HTML file to write.", DefaultValueFactory = _ => "report.html", HelpName = "FILE" };
        var title = new Option<string?>("--title") { Description = "What the report is called. Default: the folder's name, or the platforms'.", HelpName = "TEXT" };
        var history = new HistoryOptions();
        var command = new Command("report", "Writes what became of runs as one HTML file that needs no other: timeline, states, attempts, reuse and twins with evidence, transfers, costs.") { folder, path, title };
        command.Takes(history.All);
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var report = await Waiting.ShowAsync(call.Terminal, "Reading what became of the runs", () => history.ReadAsync(call, call.Get(folder)?.FullName, cancellationToken));
            return await WriteAsync(call, report with { Title = call.Get(title) ?? report.Title }, Path.GetFullPath(HomePath.Of(call.Get(path)!)), cancellationToken);
        });
    }

    private static async Task<int> WriteAsync(CommandCall call, RunReport report, string file, CancellationToken cancellationToken)
    {
        var draft = $"{file}.{Environment.ProcessId}.new";
        try
        {
            var output = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            await using (output)
            {
                report.WriteHtml(output);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(draft, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--to {file} cannot be written: {e.Message.Replace(draft, file, StringComparison.Ordinal)}", e);
        }
        finally
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }

        foreach (var note in report.Notes)
        {
            call.Terminal.Warn(note);
        }

        var written = new WrittenReport(file, new FileInfo(file).Length, report.Runs.Count, report.Failures.Count, report.Transfers.Count, report.Notes);
        call.Terminal.Result(written, CliJson.Default.WrittenReport, Text);
        return ExitCode.Done;
    }

    private static string Text(WrittenReport report) => string.Create(
        CultureInfo.InvariantCulture, $"{report.Path}: runs={report.Runs} failures={report.Failures} transfers={report.Transfers} bytes={report.Bytes}");
}
