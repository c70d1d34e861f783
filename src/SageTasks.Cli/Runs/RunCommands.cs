using System.CommandLine;

namespace SageTasks.Cli;

/// <summary>The commands that every platform has: run, explain, adopt, watch, logs, cancel.</summary>
internal static class RunCommands
{
    public static Command Create<TRequest>(Terminal terminal, RunPlatform<TRequest> platform)
    {
        var command = new Command(platform.Name, $"Launches, watches and cancels runs on {platform.Title}.")
        {
            RunCommand.Create(terminal, platform),
            ExplainCommand.Create(terminal, platform),
            AdoptCommand.Create(terminal, platform),
            WatchCommand.Create(terminal, platform),
            LogsCommand.Create(terminal, platform),
            CancelCommand.Create(terminal, platform),
        };
        foreach (var option in platform.Connection)
        {
            option.Recursive = true;
            command.Options.Add(option);
        }

        return command;
    }

    /// <summary>Adds what describes a request to a command.</summary>
    public static Command Takes(this Command command, IEnumerable<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        return command;
    }
}
