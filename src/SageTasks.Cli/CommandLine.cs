using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;

namespace SageTasks.Cli;

/// <summary>Reads the command line, executes what it asks for, and turns every failure into a message and an exit code.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args, Terminal terminal) => RunAsync(Root(terminal), args, terminal);

    internal static async Task<int> RunAsync(RootCommand root, string[] args, Terminal terminal)
    {
        ParseResult parsed;
        try
        {
            parsed = root.Parse(args);
        }
        catch (Exception failure)
        {
            // Whatever was typed, nothing was done yet: a line says what it stumbled over.
            terminal.Fail(ExitCode.WrongUse, $"The command line cannot be read: {failure.Message} See sagetasks --help.");
            return ExitCode.WrongUse;
        }

        if (parsed.Action is ParseErrorAction)
        {
            var format = parsed.GetResult(GlobalOptions.Output) is { Errors: { } errors } && !errors.Any() && parsed.GetValue(GlobalOptions.Output) == OutputFormat.Json;
            terminal.With(format, isQuiet: false).Fail(
                ExitCode.WrongUse, $"{string.Join(' ', parsed.Errors.Select(Wording.Of))} See {CommandNames(parsed)} --help.");
            return ExitCode.WrongUse;
        }

        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, Output = terminal.Output, Error = terminal.Error }, stop.Token);

        // A second signal ends the process at once.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    /// <summary>Lets a command do its work: with the profile that applies, and every failure told.</summary>
    /// <param name="command">The command.</param>
    /// <param name="terminal">Where it answers.</param>
    /// <param name="work">What it does; answers the exit code.</param>
    /// <param name="isConfigured">Whether the configuration file concerns it.</param>
    public static Command Does(this Command command, Terminal terminal, Func<CommandCall, CancellationToken, Task<int>> work, bool isConfigured = true)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var answers = terminal.With(parsed.GetValue(GlobalOptions.Output) == OutputFormat.Json, parsed.GetValue(GlobalOptions.Quiet));
            using var silent = UnansweredServers.Of(answers);
            try
            {
                var profile = !isConfigured ? new Profile() : ConfigurationFile.Load(parsed.GetValue(GlobalOptions.Config), parsed.GetValue(GlobalOptions.Profile));
                profile.Apply(answers.Input);
                return await work(new CommandCall(parsed, answers, profile), cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                answers.Fail(ExitCode.Stopped, "Stopped. The same command goes on.");
                return ExitCode.Stopped;
            }
            catch (Exception failure) when (!IsDefect(failure))
            {
                var code = ExitCode.Of(failure);
                answers.Fail(code, Wording.Of(failure));
                return code;
            }
        });
        return command;
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Moves research data between stores and platforms, and launches workflow runs exactly once. The same command can be given again after any failure.")
        {
            CopyCommand.Create(terminal),
            ListCommand.Create(terminal),
            StatCommand.Create(terminal),
            TowerPlatform.Create(terminal),
            CavaticaPlatform.Create(terminal),
            TesPlatform.Create(terminal),
            WesPlatform.Create(terminal),
            DrsCommands.Create(terminal),
            SynapseCommands.Create(terminal),
            SheetCommands.Create(terminal),
            ServeCommand.Create(terminal),
            CompletionCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            ReportCommand.Create(terminal),
        };
        foreach (var option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        return root;
    }

    private static string CommandNames(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, result.Command is RootCommand ? "sagetasks" : result.Command.Name);
        }

        return string.Join(' ', names);
    }

    // Mistakes of this program itself are shown whole.
    private static bool IsDefect(Exception failure) => failure is NullReferenceException or InvalidCastException or IndexOutOfRangeException;
}
