namespace SageTasks.Runs;

/// <summary>One look-up for many submissions at once: it covers all their keys and is made anew only when it has its age and somebody needs a younger one.</summary>
internal sealed class SharedLookups<TRequest>(
    IRunPlatform<TRequest> platform, IReadOnlyCollection<SubmissionKey> allKeys, TimeSpan maxAge, TimeProvider time) : IRunLookups, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TimedLookup? _last;
    private ILookup<SubmissionKey, RunSnapshot>? _byKey;

    public async Task<TimedLookup> LookAsync(IReadOnlyCollection<SubmissionKey> keys, long notBefore, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_last is null || _last.Started < notBefore || time.GetElapsedTime(_last.Started) > maxAge)
            {
                await LetQuestionsGatherAsync(cancellationToken).ConfigureAwait(false);
                _last = await TimedLookup.RunAsync(platform, allKeys, time, cancellationToken).ConfigureAwait(false);
                _byKey = _last.Lookup.Runs.Where(run => run.Tag is not null).ToLookup(run => run.Tag!.Key);
            }

            return _last with { Lookup = _last.Lookup with { Runs = [.. keys.SelectMany(key => _byKey![key])] } };
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Many submissions end their waiting one after the other: answer them together.</summary>
    private async Task LetQuestionsGatherAsync(CancellationToken cancellationToken)
    {
        if (_last is not null && maxAge - time.GetElapsedTime(_last.Started) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
