using System.CommandLine;
using System.Globalization;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary><c>run</c>: launches a piece of work, unless it runs or ran already.</summary>
internal static class RunCommand
{
    public static Command Create<TRequest>(Terminal terminal, RunPlatform<TRequest> platform)
    {
        var plan = new PlanOptions();
        var guard = new GuardOptions();
        var watch = new WatchSettings();
        var wait = new Option<bool>("--wait") { Description = "Wait until the run has ended. Exit code 6 when it did not succeed." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and launch nothing." };
        var command = new Command("run", "Launches a run, attaches to the same work where it runs already, or reuses it where it has succeeded. Giving the same command again is safe after any failure.")
        {
            wait, dryRun,
        };
        command.Takes([.. platform.Symbols, .. plan.ForPlan, .. plan.ForPolicy, .. guard.All, .. watch.All]);
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var runs = await platform.ConnectAsync(call, cancellationToken);
            var work = plan.Plan(call, await platform.ReadAsync(call, cancellationToken));
            if (call.Get(dryRun))
            {
                return await ExplainCommand.TellAsync(call, guard.Guard(call), runs, work, plan.Policy(call), cancellationToken);
            }

            var submission = await guard.SubmitAsync(call, submitter => Waiting.ShowAsync(
                call.Terminal, $"Launching on {platform.Name}, unless it has this work", () => submitter.SubmitAsync(runs, work, plan.Policy(call), cancellationToken)), cancellationToken);
            foreach (var warning in submission.Evidence.Warnings)
            {
                call.Terminal.Warn(warning);
            }

            call.Terminal.Result(submission.WithoutSecrets(), CliJson.Default.Submission, Text);
            return call.Get(wait) ? await RunBoard.FollowAsync(call, runs, [submission.RunId], areKnown: true, watch.Read(call), guard.Evidence(call), cancellationToken) : ExitCode.Done;
        });
    }

    public static string Text(Submission submission) => string.Create(
        CultureInfo.InvariantCulture,
        $"{submission.Outcome.ToString().ToLowerInvariant()} {submission.RunId} {submission.RunName} {submission.State} key={submission.Key} attempt={submission.Attempt}{(submission.Link is { } link ? $" {link}" : "")}");
}
