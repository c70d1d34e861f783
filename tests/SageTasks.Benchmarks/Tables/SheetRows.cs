using System.CommandLine;
using System.Diagnostics;

namespace SageTasks.Benchmarks;

/// <summary>Rows per second from a manifest to a checked sheet, and the most memory that it takes, in a process of its own.</summary>
internal static class SheetRows
{
    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        using var process = Itself.Start("sheet-rows", scale.SheetRows.ToString());
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? "";
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? new Line { Details = line } : throw new InvalidOperationException($"The sheet failed: {line}");
    }

    /// <summary>What runs in the other process.</summary>
    public static Command Command()
    {
        var rows = new Argument<int>("rows");
        var command = new Command("sheet-rows", "Writes one sheet and tells how fast and with how much memory.") { rows };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => WriteAsync(parsed.GetValue(rows), cancellationToken));
        return command;
    }

    private static async Task WriteAsync(int rows, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"sagetasks-manifest-{Environment.ProcessId}.csv");
        try
        {
            await using (var file = File.Create(path))
            {
                SheetWork.WriteManifest(file, rows);
            }

            await using var manifest = File.OpenRead(path);
            var started = Stopwatch.GetTimestamp();
            var sheet = await SheetWork.WriteSheetAsync(manifest, Stream.Null, cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            using var self = Process.GetCurrentProcess();
            Console.WriteLine($"rowsPerSecond={sheet.RowCount / seconds:0} peakMiB={self.PeakWorkingSet64 / 1048576} rows={sheet.RowCount}");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
