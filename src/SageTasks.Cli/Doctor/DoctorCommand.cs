using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>doctor</c>: says what is configured, whether it works, and how to mend what does not.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var places = Arguments.Places("LOCATION", "Buckets, folders or projects that should be readable.");
        var write = new Option<bool>("--write") { Description = "Write, compare and delete small probe objects there, and say which conditions the store keeps." };
        var command = new Command("doctor", "Checks tokens, endpoints, clocks and permissions, says what is wrong and how to mend it. Exit code 1 when something does not work.") { places, write };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var hasFailed = false;
            await foreach (var finding in new Examination(call, TimeProvider.System).RunAsync(call.Get(places), call.Get(write), cancellationToken))
            {
                call.Terminal.Result(finding, CliJson.Default.Finding, Text);
                hasFailed |= finding.Verdict == Verdict.Failed;
            }

            return hasFailed ? ExitCode.Failed : ExitCode.Done;
        });
    }

    private static string Text(Finding finding)
    {
        var mark = finding.Verdict switch
        {
            Verdict.Ok => "ok     ",
            Verdict.Skipped => "-      ",
            Verdict.Warning => "warning",
            _ => "FAILED ",
        };
        return $"{mark}  {finding.Subject}: {finding.Detail}{(finding.Advice is { } advice ? $"{Environment.NewLine}         → {advice}" : "")}";
    }
}
