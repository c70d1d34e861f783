using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>cancel</c>: asks the platform to stop runs.</summary>
internal static class CancelCommand
{
    public static Command Create<TRequest>(Terminal terminal, RunPlatform<TRequest> platform)
    {
        var runs = new Argument<string[]>("RUN") { Description = "The platform's ids of runs.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("cancel", "Asks the platform to stop runs. A run that has ended stays as it is.") { runs };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var where = await platform.ConnectAsync(call, cancellationToken);
            foreach (var id in call.Get(runs))
            {
                await where.CancelAsync(id, cancellationToken);
                var run = await where.GetAsync(id, cancellationToken);
                if (run is not null)
                {
                    call.Terminal.Result(run, CliJson.Default.RunSnapshot, RunBoard.Line);
                }
            }

            return ExitCode.Done;
        });
    }
}
