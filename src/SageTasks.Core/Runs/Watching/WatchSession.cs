using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>One watching, from the first question to the end of the last run.</summary>
internal sealed class WatchSession<TRequest>
{
    private const double Growth = 1.5;
    private const double Jitter = 0.2;

    private readonly IRunPlatform<TRequest> _platform;
    private readonly WatchOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly List<WatchedRun> _runs;
    private readonly IReadOnlyCollection<SubmissionKey> _keys;
    private readonly long _started;
    private long _lastAnswer;
    private TimeSpan _interval;

    /// <param name="platform">The platform.</param>
    /// <param name="runIds">The runs to follow.</param>
    /// <param name="keys">Further keys under which the same work may have run, where the runs do one work.</param>
    /// <param name="options">How to watch.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="time">The clock.</param>
    public WatchSession(
        IRunPlatform<TRequest> platform,
        IEnumerable<string> runIds,
        IReadOnlyCollection<SubmissionKey> keys,
        WatchOptions options,
        ILogger logger,
        TimeProvider time)
    {
        (_platform, _keys, _options, _logger, _time) = (platform, keys, options, logger, time);
        _started = _lastAnswer = time.GetTimestamp();
        _runs = [.. runIds.Distinct(StringComparer.Ordinal).Select(id => new WatchedRun(id, _started))];
        _interval = options.MinInterval;
    }

    public bool IsOver => _runs.Count == 0;

    /// <summary>One tick: what has changed since the last one.</summary>
    public async Task<IReadOnlyList<RunChange>> AskAsync(CancellationToken cancellationToken = default)
    {
        var changes = new List<RunChange>();
        try
        {
            var ids = _runs.Select(run => run.RunId).Distinct(StringComparer.Ordinal).ToList();
            var answers = (await _platform.GetManyAsync(ids, cancellationToken).ConfigureAwait(false)).ToDictionary(run => run.Id, StringComparer.Ordinal);
            foreach (var watched in _runs.ToList())
            {
                var now = answers.GetValueOrDefault(watched.RunId) ?? await _platform.GetAsync(watched.RunId, cancellationToken).ConfigureAwait(false);
                var news = await CompareAsync(watched, now, cancellationToken).ConfigureAwait(false);
                changes.AddRange(news.Select(change => change with { Service = _platform.Capabilities.Service }));
            }

            _lastAnswer = _time.GetTimestamp();
        }
        catch (ApiException failure) when (IsPassing(failure) && _time.GetElapsedTime(_lastAnswer) < _options.GiveUpAfter)
        {
            WatchLog.AskFailed(_logger, _platform.Capabilities.Platform, failure);
        }

        _interval = changes.Count > 0 ? _options.MinInterval : Min(_interval * Growth, _options.MaxInterval);
        return changes;
    }

    /// <summary>Waits until the next question is due.</summary>
    public async Task RestAsync(CancellationToken cancellationToken = default)
    {
        if (IsOver)
        {
            return;
        }

        var rest = _interval * (1 + Jitter * ((2 * Random.Shared.NextDouble()) - 1));
        if (_options.Deadline is { } deadline)
        {
            var left = deadline - _time.GetElapsedTime(_started);
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException($"After {deadline} these runs had not ended: {string.Join(", ", _runs.Select(run => run.RunId))}.");
            }

            rest = Min(rest, left);
        }

        await Task.Delay(rest, _time, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsPassing(ApiException failure) =>
        failure.Error.CanRetry || failure is NetworkFailureException or ServerFailureException or RateLimitedException;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<IReadOnlyList<RunChange>> CompareAsync(WatchedRun watched, RunSnapshot? now, CancellationToken cancellationToken)
    {
        if (now is null)
        {
            if (!watched.IsMissed)
            {
                // Once may be a mistake, or a run so new that it is not shown yet.
                watched.IsMissed = true;
                return [];
            }

            _runs.Remove(watched);
            return [new RunChange { WatchedId = watched.WatchedId, Kind = RunChangeKind.Vanished, Run = watched.Last, Previous = watched.Last?.State }];
        }

        watched.IsMissed = false;
        var previous = watched.Last?.State;
        if (now.State.IsTerminal)
        {
            return [await EndAsync(watched, now, previous, cancellationToken).ConfigureAwait(false)];
        }

        watched.Last = now;
        if (previous == now.State)
        {
            return StalledNow(watched) ? [new RunChange { WatchedId = watched.WatchedId, Kind = RunChangeKind.Stalled, Run = now, Previous = previous }] : [];
        }

        (watched.LastChange, watched.StallIsSaid) = (_time.GetTimestamp(), false);
        return [new RunChange { WatchedId = watched.WatchedId, Kind = RunChangeKind.State, Run = now, Previous = previous }];
    }

    private bool StalledNow(WatchedRun watched)
    {
        if (watched.StallIsSaid || _options.StallAfter is not { } limit || _time.GetElapsedTime(watched.LastChange) < limit)
        {
            return false;
        }

        return watched.StallIsSaid = true;
    }

    private async Task<RunChange> EndAsync(WatchedRun watched, RunSnapshot now, RunState? previous, CancellationToken cancellationToken)
    {
        if (now.State == RunState.Canceled && await FindWinnerAsync(now, cancellationToken).ConfigureAwait(false) is { } winner)
        {
            (watched.RunId, watched.Last) = (winner.Id, null);
            return new RunChange { WatchedId = watched.WatchedId, Kind = RunChangeKind.Moved, Run = winner, Previous = previous };
        }

        var tail = now.State is RunState.Failed or RunState.SystemFailed
            ? await LogTail.ReadAsync(_platform, now.Id, cancellationToken).ConfigureAwait(false)
            : [];
        _runs.Remove(watched);
        return new RunChange { WatchedId = watched.WatchedId, Kind = RunChangeKind.Ended, Run = now, Previous = previous, LogTail = tail };
    }

    /// <summary>The run that does the work of a cancelled one, if that was cancelled as a twin. A run with its key and another request is a
    /// person's copy of it.</summary>
    private async Task<RunSnapshot?> FindWinnerAsync(RunSnapshot canceled, CancellationToken cancellationToken)
    {
        if (canceled.Tag is not { } tag)
        {
            return null;
        }

        SubmissionKey[] keys = [.. _keys.Append(tag.Key).Distinct()];
        var look = await _platform.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        var runs = look.Runs.Where(run => run.Id != canceled.Id && run.Tag is { } other && keys.Contains(other.Key)).ToList();

        // What was started anew on purpose leaves everything before it behind.
        var generation = runs.Append(canceled).Where(run => run.Tag is { Supersedes: true } other && other.Attempt <= tag.Attempt)
            .Select(run => run.Tag!.Attempt).DefaultIfEmpty(1).Max();
        var working = runs.Where(run => run.Tag!.Attempt >= generation && (run.State == RunState.Succeeded || run.State.IsActive));
        foreach (var run in working.Order(Elected.Snapshots))
        {
            if (await IsSameWorkAsync(canceled.Id, run.Id, cancellationToken).ConfigureAwait(false))
            {
                return run;
            }
        }

        return null;
    }

    private async Task<bool> IsSameWorkAsync(string canceledId, string runId, CancellationToken cancellationToken) =>
        !_platform.Capabilities.RequestReadable
        || (await ReadRequestAsync(canceledId, cancellationToken).ConfigureAwait(false) is { } asked
            && await ReadRequestAsync(runId, cancellationToken).ConfigureAwait(false) is { } stored
            && StoredRequests.AreSame(asked, stored));

    /// <summary>What was asked of a run; its own id, where it may stand in the request, is the same for every run.</summary>
    private async Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken)
    {
        var stored = await _platform.ReadRequestAsync(runId, cancellationToken).ConfigureAwait(false);
        return stored is not null && _platform.Capabilities.DraftFirst
            ? stored with { Fields = RunPlaceholder.Restore(stored.Fields, runId).AsObject() }
            : stored;
    }
}
