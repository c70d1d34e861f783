using SageTasks.Storage;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SageTasks.Cli;

/// <summary>Shows how far a copy is, where somebody may be watching: share, bytes, rate and remaining time.</summary>
internal static class CopyProgress
{
    // "100% 1023.9 GiB of 1023.9 GiB so far  1023.9 MiB/s  100:00:00 left", and what Spectre puts between columns.
    private const int LongestNumbers = 74;

    public static Task ShowAsync(Terminal terminal, Func<IProgress<TransferProgress>?, Task> copy) => terminal is { IsInteractive: true, IsJson: false } ? LiveAsync(terminal, copy) : copy(null);

    private static async Task LiveAsync(Terminal terminal, Func<IProgress<TransferProgress>?, Task> copy)
    {
        using var drawing = terminal.Draw();
        var console = drawing.Console;
        var measured = new Measured();
        await console.Progress().AutoClear(true).Columns(new ProgressBarColumn { Width = BarOf(console.Profile.Width) }, new PercentageColumn(), new NumbersColumn(measured)).StartAsync(async context =>
        {
            var task = context.AddTask("copy", maxValue: 1);
            await copy(new Meter(task, measured));
        });
    }

    // What is left of a line beside the longest numbers: a line that wraps can't be drawn over.
    private static int BarOf(int width) => Math.Clamp(width - LongestNumbers, 5, 40);

    private sealed class Measured
    {
        public volatile TransferProgress? Last;
    }

    private sealed class Meter(ProgressTask task, Measured measured) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            measured.Last = value;
            task.Value = value.TotalBytes is > 0 and { } total ? (double)value.Bytes / total : 0;
            task.IsIndeterminate = !value.IsTotalFinal;
        }
    }

    private sealed class NumbersColumn(Measured measured) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(measured.Last is { } now
            ? $"{Bytes.Text(now.Bytes)}{(now.TotalBytes is { } total ? $" of {Bytes.Text(total)}{(now.IsTotalFinal ? "" : " so far")}" : "")}  {Bytes.Text(now.BytesPerSecond)}/s"
                + (now.Remaining is { } left ? $"  {Bytes.Time(left)} left" : "")
            : "");
    }
}
