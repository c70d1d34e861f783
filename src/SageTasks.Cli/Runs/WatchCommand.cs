using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>watch</c>: follows runs until they have ended.</summary>
internal static class WatchCommand
{
    public static Command Create<TRequest>(Terminal terminal, RunPlatform<TRequest> platform)
    {
        var runs = new Argument<string[]>("RUN") { Description = "The platform's ids of runs.", Arity = ArgumentArity.OneOrMore };
        var watch = new WatchSettings();
        var evidence = new EvidenceOption();
        var command = new Command("watch", "Follows runs until all have ended. Exit code 6 when one did not succeed, otherwise 3 when there is none of an id.") { runs, evidence.Option };
        command.Takes(watch.All);
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var where = await platform.ConnectAsync(call, cancellationToken);
            return await RunBoard.FollowAsync(call, where, call.Get(runs), areKnown: false, watch.Read(call), evidence.Keeper(call), cancellationToken);
        });
    }
}
