using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>logs</c>: the end of a run's log.</summary>
internal static class LogsCommand
{
    private const int DefaultLines = 100;

    public static Command Create<TRequest>(Terminal terminal, RunPlatform<TRequest> platform)
    {
        var run = new Argument<string>("RUN") { Description = "The platform's id of the run." };
        var lines = Numbers.Count("--lines", "How many lines of its end. Default: 100.", "-n");
        var command = new Command("logs", "Shows the end of a run's log.") { run, lines };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var where = await platform.ConnectAsync(call, cancellationToken);
            var tail = await where.GetLogTailAsync(call.Get(run), call.Get(lines) ?? DefaultLines, cancellationToken);
            if (tail.Count == 0 && await where.GetAsync(call.Get(run), cancellationToken) is null)
            {
                throw new FileNotFoundException($"There is no run {call.Get(run)}.");
            }

            foreach (var line in tail)
            {
                call.Terminal.Result(line, CliJson.Default.String, text => text);
            }

            return ExitCode.Done;
        });
    }
}
