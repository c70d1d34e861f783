using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Follows one run or thousands until they have ended: one question per tick for all of them where the platform can answer so,
/// more rarely while nothing changes. Errors that pass are survived.</summary>
/// <param name="loggers">Where to log; nowhere by default.</param>
/// <param name="time">The clock; the system's by default.</param>
public class RunWatcher(ILoggerFactory? loggers = null, TimeProvider? time = null)
{
    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("SageTasks.Runs.RunWatcher");
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Follows runs and tells what happens to each, its end last. The sequence ends when every run has.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="runIds">The platform's ids of the runs.</param>
    /// <param name="options">How to watch; the defaults where null.</param>
    /// <param name="cancellationToken">Stops the watching; the runs go on.</param>
    /// <exception cref="ArgumentException">The options would ask without a pause, or never; nothing was asked.</exception>
    /// <exception cref="TimeoutException">The deadline passed before every run had ended.</exception>
    /// <exception cref="ApiException">The platform refused to answer, or did not for too long.</exception>
    public virtual IAsyncEnumerable<RunChange> WatchAsync<TRequest>(
        IRunPlatform<TRequest> platform, IEnumerable<string> runIds, WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(runIds);
        options ??= new WatchOptions();
        options.Check();
        return FollowAsync(platform, runIds, [], options, cancellationToken);
    }

    /// <summary>Waits until the run of a submission has succeeded.</summary>
    /// <returns>The run as it ended; another one of the same request than the submission's where that was cancelled as a twin.</returns>
    /// <exception cref="ArgumentException">The options would ask without a pause, or never; nothing was asked.</exception>
    /// <exception cref="RunFailedException">The run ended without success, or vanished.</exception>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public virtual async Task<RunSnapshot> WaitAsync<TRequest>(
        IRunPlatform<TRequest> platform, Submission submission, WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(submission);
        options ??= new WatchOptions();
        options.Check();
        using var activity = RunTelemetry.Wait(submission, platform.Capabilities.Platform);
        try
        {
            var run = await WaitForAsync(platform, submission, options, cancellationToken).ConfigureAwait(false);
            RunTelemetry.Ended(activity, run);
            return run;
        }
        catch (Exception failure)
        {
            RunTelemetry.Failed(activity, failure);
            throw;
        }
    }

    private async Task<RunSnapshot> WaitForAsync<TRequest>(
        IRunPlatform<TRequest> platform, Submission submission, WatchOptions options, CancellationToken cancellationToken)
    {
        SubmissionKey[] keys = [submission.Key, .. submission.Evidence.OlderKeys];
        await foreach (var change in FollowAsync(platform, [submission.RunId], keys, options, cancellationToken).ConfigureAwait(false))
        {
            if (change is { Kind: RunChangeKind.Ended, Run: { State: RunState.Succeeded } run })
            {
                return run;
            }

            if (change.Kind is RunChangeKind.Ended or RunChangeKind.Vanished)
            {
                var last = change.Run ?? new RunSnapshot { Id = submission.RunId, Name = submission.RunName, State = RunState.Unknown };
                throw new RunFailedException(
                    change.Kind == RunChangeKind.Vanished ? last with { Message = "the platform does not show it any more" } : last, change.LogTail);
            }
        }

        throw new InvalidOperationException($"The watching of run {submission.RunId} ended without an end of the run.");
    }

    private async IAsyncEnumerable<RunChange> FollowAsync<TRequest>(
        IRunPlatform<TRequest> platform,
        IEnumerable<string> runIds,
        IReadOnlyCollection<SubmissionKey> keys,
        WatchOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = new WatchSession<TRequest>(platform, runIds, keys, options, _logger, _time);
        while (!session.IsOver)
        {
            foreach (var change in await session.AskAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }

            await session.RestAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
