using System.CommandLine;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>How long and how often runs are looked at.</summary>
internal sealed class WatchSettings
{
    private readonly Option<double?> _deadline = new("--deadline") { Description = "Give up watching after so many minutes; the runs go on. Exit code 8.", HelpName = "MINUTES" };
    private readonly Option<double?> _interval = new("--interval") { Description = "Look at most every so many seconds.", HelpName = "SECONDS" };

    public IEnumerable<Symbol> All => [_deadline, _interval];

    public WatchOptions Read(CommandCall call)
    {
        var options = new WatchOptions { Deadline = call.Get(_deadline) is { } minutes ? TimeSpan.FromMinutes(minutes) : null };
        return call.Get(_interval) is { } seconds
            ? options with { MinInterval = TimeSpan.FromSeconds(seconds), MaxInterval = TimeSpan.FromSeconds(Math.Max(seconds, options.MaxInterval.TotalSeconds)) }
            : options;
    }
}
