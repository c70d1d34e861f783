using System.Globalization;
using SageTasks.Runs;
using SageTasks.Tower;
using Spectre.Console;

namespace RoundTrip;

/// <summary>Tells a person what happens: live bars on a terminal, plain lines elsewhere.</summary>
internal sealed class Display
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    public void Say(string step, string text)
    {
        if (AnsiConsole.Profile.Capabilities.Interactive)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{step,-11}[/] {text}");
        }
        else
        {
            Console.WriteLine($"{step,-11} {text}");
        }
    }

    /// <summary>Shows how far a run is until it has succeeded.</summary>
    public async Task FollowAsync(TowerClient tower, Submission submission, Task<RunSnapshot> ended, CancellationToken cancellationToken)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || ended.IsCompleted)
        {
            await ended;
            return;
        }

        await AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(submission.RunName ?? submission.RunId));
                while (!ended.IsCompleted)
                {
                    var load = (await tower.GetProgressAsync(submission.RunId, cancellationToken)).Totals;
                    bar.MaxValue = Math.Max(1, (load?.Pending + load?.Submitted + load?.Running + load?.Succeeded + load?.Failed + load?.Cached) ?? 1);
                    bar.Value = (load?.Succeeded + load?.Cached) ?? 0;
                    await Task.WhenAny(ended, Task.Delay(Interval, cancellationToken));
                }
            });
        await ended;
    }
}
