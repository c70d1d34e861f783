using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Tower;
using Spectre.Console;

namespace RoundTrip;

/// <summary>Tells a person what happens: live bars on a terminal, plain lines elsewhere.</summary>
internal sealed class Display
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private static bool IsLive => AnsiConsole.Profile.Capabilities is { Interactive: true, Ansi: true };

    public void Say(string step, string text)
    {
        if (IsLive)
        {
            AnsiConsole.Markup($"[bold]{step,-11}[/] ");
        }
        else
        {
            Console.Write($"{step,-11} ");
        }

        // The terminal wraps lines itself, which leaves addresses whole.
        Console.WriteLine(text);
    }

    /// <summary>Does work that moves files, with a bar for each file that is on its way.</summary>
    public Task<T> TransferAsync<T>(Func<Func<string, IProgress<TransferProgress>?>, Task<T>> work) =>
        IsLive
            ? Bars(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new DownloadedColumn())
                .StartAsync(context => work(name => new Bar(context.AddTask(Markup.Escape(name)))))
            : work(_ => null);

    /// <summary>Shows how far a run is until it has succeeded.</summary>
    public async Task FollowAsync(string what, TowerClient tower, Submission submission, Task<RunSnapshot> ended, CancellationToken cancellationToken)
    {
        if (IsLive && !ended.IsCompleted)
        {
            await Bars(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new ElapsedTimeColumn(), new SpinnerColumn())
                .StartAsync(context => FollowAsync(context.AddTask(what), what, tower, submission, ended, cancellationToken));
        }

        await ended;
    }

    private static async Task FollowAsync(
        ProgressTask bar, string what, TowerClient tower, Submission submission, Task<RunSnapshot> ended, CancellationToken cancellationToken)
    {
        while (!ended.IsCompleted)
        {
            if ((await tower.GetProgressAsync(submission.RunId, cancellationToken)).Totals is { } load)
            {
                var done = load.Succeeded + load.Cached;
                var all = load.Pending + load.Submitted + load.Running + load.Failed + done;
                (bar.MaxValue, bar.Value) = (Math.Max(1, all), done);
                bar.Description = $"{what}: {done} of {Words.Count(all, "task")} done";
            }

            await Task.WhenAny(ended, Task.Delay(Interval, cancellationToken));
        }
    }

    private static Progress Bars(params ProgressColumn[] columns) => AnsiConsole.Progress().AutoClear(true).HideCompleted(true).Columns(columns);

    private sealed class Bar(ProgressTask task) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            task.MaxValue = Math.Max(1, value.TotalBytes ?? value.Bytes);
            task.Value = value.Bytes;
        }
    }
}
