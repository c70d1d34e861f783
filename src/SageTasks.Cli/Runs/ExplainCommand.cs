using System.CommandLine;
using System.Globalization;
using System.Text;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary><c>explain</c>: what <c>run</c> would do, and why.</summary>
internal static class ExplainCommand
{
    public static Command Create<TRequest>(Terminal terminal, RunPlatform<TRequest> platform)
    {
        var plan = new PlanOptions();
        var guard = new GuardOptions();
        var command = new Command("explain", "Says what 'run' would do and why: the key of the work, the runs that were found, and how they differ. Launches nothing.");
        command.Takes([.. platform.Symbols, .. plan.ForPlan, .. plan.ForPolicy, .. guard.All]);
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var runs = await platform.ConnectAsync(call, cancellationToken);
            var work = plan.Plan(call, await platform.ReadAsync(call, cancellationToken));
            return await TellAsync(call, guard.Guard(call), runs, work, plan.Policy(call), cancellationToken);
        });
    }

    public static async Task<int> TellAsync<TRequest>(
        CommandCall call, SubmissionGuard guard, IRunPlatform<TRequest> runs, RunPlan<TRequest> plan, SubmissionPolicy policy, CancellationToken cancellationToken)
    {
        var explanation = await Waiting.ShowAsync(call.Terminal, "Looking for this work", () => guard.ExplainAsync(runs, plan, policy, cancellationToken));
        call.Terminal.Result(explanation with { Form = explanation.Form.WithoutSecrets() }, CliJson.Default.SubmissionExplanation, Text);
        return ExitCode.Done;
    }

    private static string Text(SubmissionExplanation explanation)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"would {explanation.Action.ToString().ToLowerInvariant()}{(explanation.RunId is { } run ? $" {run}" : "")}: {explanation.Decision}");
        text.AppendLine(CultureInfo.InvariantCulture, $"key {explanation.Key}, of");
        foreach (var line in explanation.Form.ToLines())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
        }

        foreach (var candidate in explanation.Candidates)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{candidate.Role.ToString().ToLowerInvariant()} {candidate.Run.Id} {candidate.Run.State}{(candidate.IsVerified ? ", verified" : "")}");
            foreach (var difference in candidate.Differences)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {difference}");
            }
        }

        if (explanation.IncompleteBecause is { } because)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"the search is incomplete: {because}");
        }

        return text.ToString().TrimEnd();
    }
}
