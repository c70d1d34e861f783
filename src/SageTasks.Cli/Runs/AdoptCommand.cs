using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>adopt</c>: takes in a run that a person started.</summary>
internal static class AdoptCommand
{
    public static Command Create<TRequest>(Terminal terminal, RunPlatform<TRequest> platform)
    {
        var plan = new PlanOptions();
        var guard = new GuardOptions(needsLedger: true);
        var run = new Option<string>("--run") { Description = "The platform's id of the run.", Required = true, HelpName = "ID" };
        var command = new Command("adopt", "Takes in a run of the same work that was started by other means, so that 'run' attaches to it. Such a run bears no key: --ledger remembers it.") { run };
        command.Takes([.. platform.Symbols, .. plan.ForPlan, .. plan.ForPolicy, .. guard.All]);
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var runs = await platform.ConnectAsync(call, cancellationToken);
            var work = plan.Plan(call, await platform.ReadAsync(call, cancellationToken));
            var submission = await guard.SubmitAsync(call, submitter => submitter.AdoptAsync(runs, work, call.Get(run)!, plan.Policy(call), cancellationToken), cancellationToken);
            call.Terminal.Result(submission.WithoutSecrets(), CliJson.Default.Submission, RunCommand.Text);
            return ExitCode.Done;
        });
    }
}
