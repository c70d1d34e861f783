using System.CommandLine;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>How long and how often runs are looked at.</summary>
internal sealed class WatchSettings
{
    private readonly Option<TimeSpan?> _deadline = Numbers.Time("--deadline", "Give up watching after so many minutes; the runs go on. Exit code 8.", TimeSpan.FromMinutes(1), "minutes");
    private readonly Option<TimeSpan?> _interval = Numbers.Time("--interval", "Look at most every so many seconds.", TimeSpan.FromSeconds(1), "seconds", atMost: TimeSpan.FromDays(1));

    public IEnumerable<Symbol> All => [_deadline, _interval];

    public WatchOptions Read(CommandCall call)
    {
        var options = new WatchOptions { Deadline = call.Get(_deadline) };
        return call.Get(_interval) is { } interval
            ? options with { MinInterval = interval, MaxInterval = interval > options.MaxInterval ? interval : options.MaxInterval }
            : options;
    }
}
