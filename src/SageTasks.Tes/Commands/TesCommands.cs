using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>Runs commands on a TES server, each piece of work once: submits through the guard, waits, and tells what came of it. Calling it
/// again with the same command, from anywhere, after any failure, finds the same task.</summary>
public class TesCommands
{
    private readonly TesClient _client;
    private readonly IRunPlatform<TesTask> _runs;
    private readonly SubmissionGuard _guard;
    private readonly RunWatcher _watcher;
    private readonly Func<Location, string> _urlOf;

    /// <summary>Commands on a server.</summary>
    /// <param name="client">The server.</param>
    /// <param name="runs">The guard's side of it; null for one with the usual assumptions.</param>
    /// <param name="guard">The guard; null for one without a ledger.</param>
    /// <param name="watcher">Who waits; null for one by the system's clock.</param>
    /// <param name="urlOf">How the server calls a location; null for its address.</param>
    public TesCommands(
        TesClient client, IRunPlatform<TesTask>? runs = null, SubmissionGuard? guard = null, RunWatcher? watcher = null, Func<Location, string>? urlOf = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _runs = runs ?? new TesRuns(client);
        _guard = guard ?? new SubmissionGuard();
        _watcher = watcher ?? new RunWatcher();
        _urlOf = urlOf ?? (static location => location.Address);
    }

    /// <summary>Runs one command and waits for its outputs.</summary>
    /// <param name="command">The command.</param>
    /// <param name="policy">What to do with earlier tasks of the same work; null for the defaults.</param>
    /// <param name="watch">How to wait; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the call; the task goes on, and calling again finds it.</param>
    /// <exception cref="TaskRefusedException">The command breaks a rule of TES; nothing was sent.</exception>
    /// <exception cref="RunFailedException">The task failed; the message has the end of its log.</exception>
    /// <exception cref="SubmissionException">The guard will not decide for the caller.</exception>
    public virtual async Task<TesCommandResult> RunAsync(
        TesCommand command, SubmissionPolicy? policy = null, WatchOptions? watch = null, CancellationToken cancellationToken = default)
    {
        var submission = await _guard.SubmitAsync(_runs, PlanOf(command), policy, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(0, submission, watch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs many commands, with shared look-ups and one question for all that run, and tells of each as it ends. A failure is told in the
    /// command's result and ends no other.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="policy">What to do with earlier tasks of the same work; null for the defaults.</param>
    /// <param name="watch">How to wait; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the call; tasks go on, and calling again finds them.</param>
    /// <exception cref="TaskRefusedException">A command breaks a rule of TES; nothing was sent.</exception>
    public virtual async IAsyncEnumerable<TesCommandResult> RunAllAsync(
        IEnumerable<TesCommand> commands,
        SubmissionPolicy? policy = null,
        WatchOptions? watch = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        var plans = commands.Select(PlanOf).ToList();
        plans.ForEach(plan => TaskRules.Require(plan.Request));
        var submissions = new List<(int Index, Submission Submission)>();
        await foreach (var result in _guard.SubmitAllAsync(_runs, plans, policy, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (result.Submission is { } submission)
            {
                submissions.Add((result.Index, submission));
            }
            else
            {
                yield return new TesCommandResult { Index = result.Index, Error = result.Error, Exception = result.Exception };
            }
        }

        await foreach (var result in FinishAllAsync(submissions, watch, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>What a task has left: what the server's log of it says, else what the task was asked to leave.</summary>
    /// <exception cref="NotFoundException">There is no such task.</exception>
    public virtual async Task<IReadOnlyList<CommandOutput>> CollectAsync(string taskId, CancellationToken cancellationToken = default)
    {
        var task = await _client.GetTaskAsync(taskId, TesView.Basic, cancellationToken).ConfigureAwait(false);
        var logged = task.Logs.Count > 0 ? task.Logs[^1].Outputs : [];
        return logged.Count > 0
            ? [.. logged.Select(output => new CommandOutput { Path = output.Path, Url = output.Url, Size = output.SizeBytes })]
            : [.. task.Outputs.Select(output => new CommandOutput { Path = output.Path, Url = output.Url })];
    }

    /// <summary>The work as pure data, which can be stored and submitted later.</summary>
    public virtual RunPlan<TesTask> PlanOf(TesCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var task = new TesTask
        {
            Name = command.Name,
            Inputs = [.. command.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => new TesInput { Path = input.Key, Url = _urlOf(input.Value), Type = TypeOf(input.Value) })],
            Outputs = [.. command.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => new TesOutput { Path = output.Key, Url = _urlOf(output.Value), Type = TypeOf(output.Value) })],
            Executors = [new TesExecutor { Image = command.Image, Command = command.Command, Env = command.Env, Workdir = command.Workdir, Stdout = command.Stdout }],
            Resources = command.Resources,
        };
        return new RunPlan<TesTask> { Request = task, Inputs = Contents(command, task), Scope = command.Scope };
    }

    private static Dictionary<string, ContentIdentity> Contents(TesCommand command, TesTask task)
    {
        var paths = task.Inputs.Select(input => input.Path).ToList();
        return command.InputContents.ToDictionary(
            content => paths.IndexOf(content.Key) is >= 0 and var index
                ? FormattableString.Invariant($"/inputs/{index}/url")
                : throw new ArgumentException($"{nameof(command.InputContents)}: '{content.Key}' is the path of no input."),
            content => content.Value,
            StringComparer.Ordinal);
    }

    private static TesFileType TypeOf(Location location) => location.IsFolder ? TesFileType.Directory : TesFileType.File;

    private async IAsyncEnumerable<TesCommandResult> FinishAllAsync(
        List<(int Index, Submission Submission)> submissions, WatchOptions? watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = submissions.ToLookup(entry => entry.Submission.RunId, StringComparer.Ordinal);
        if (open.Count == 0)
        {
            yield break;
        }

        await foreach (var change in _watcher.WatchAsync(_runs, open.Select(group => group.Key), watch, cancellationToken).ConfigureAwait(false))
        {
            if (change.Kind is not (RunChangeKind.Ended or RunChangeKind.Vanished))
            {
                continue;
            }

            foreach (var (index, submission) in open[change.WatchedId])
            {
                yield return await TryFinishAsync(index, submission, watch, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<TesCommandResult> TryFinishAsync(int index, Submission submission, WatchOptions? watch, CancellationToken cancellationToken)
    {
        try
        {
            return await FinishAsync(index, submission, watch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RunFailedException or ApiException or TimeoutException)
        {
            // A task that has vanished since, or one question that the server refused, is that command's alone.
            return new TesCommandResult
            {
                Index = index,
                TaskId = (failure as RunFailedException)?.Run.Id ?? submission.RunId,
                Key = submission.Key,
                Outcome = submission.Outcome,
                Error = failure.Message,
                Exception = failure,
            };
        }
    }

    private async Task<TesCommandResult> FinishAsync(int index, Submission submission, WatchOptions? watch, CancellationToken cancellationToken)
    {
        var run = await _watcher.WaitAsync(_runs, submission, watch, cancellationToken).ConfigureAwait(false);
        return new TesCommandResult
        {
            Index = index,
            TaskId = run.Id,
            Key = submission.Key,
            Outcome = submission.Outcome,
            Outputs = await CollectAsync(run.Id, cancellationToken).ConfigureAwait(false),
        };
    }
}
