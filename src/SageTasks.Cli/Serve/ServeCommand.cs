using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>serve</c>: hosts the local platforms.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new HostOptions();
        var save = new Option<string?>("--save-profile")
        {
            Description = "Write how to reach the platforms into the configuration file, as a profile of this name, which replaces only what serve wrote; tokens go into files beside it.",
            HelpName = "NAME",
        };
        var command = new Command("serve", "Hosts local platforms until Ctrl-C, for trying and testing pipelines without an account. Without a port option, all of them.") { save };
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var exports = new Dictionary<string, string>(StringComparer.Ordinal);
            var settings = options.Read(call.Parsed);
            if (call.Get(save) is { } profile)
            {
                SavedProfile.Check(call.Get(GlobalOptions.Config), profile);
            }

            var host = new PlatformHost(settings, announcement =>
            {
                foreach (var (name, value) in announcement.Exports)
                {
                    exports[name] = value;
                }

                if (!call.Terminal.IsJson)
                {
                    call.Terminal.Output.WriteLine(announcement);
                }
            });
            try
            {
                await host.RunAsync(Ready, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                call.Terminal.Say("Ended.");
            }

            return ExitCode.Done;

            void Ready()
            {
                if (call.Get(save) is { } name)
                {
                    SavedProfile.Write(call.Get(GlobalOptions.Config), name, exports);
                    call.Terminal.Say($"Profile '{name}' is saved: sagetasks --profile {name} …");
                }

                call.Terminal.Result(new HostedPlatforms(exports), CliJson.Default.HostedPlatforms, _ => "Ready. Ctrl-C ends it.");
            }
        }, isConfigured: false);
    }
}
