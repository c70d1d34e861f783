using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Starts runs so that one piece of work is run once: it looks for the same work before it starts a run, attaches to what it finds,
/// and a lost reply never becomes a second run. Calling it again with the same plan is safe, from any process, after any failure.</summary>
/// <remarks>Thread-safe. Without a ledger two processes that submit the same work at the same moment can overlap for a while, until one of the
/// two runs is elected and the other is cancelled; with one they take turns. The promise holds within the history that the platform shows.</remarks>
public class SubmissionGuard
{
    // A claim is renewed three times in a lease, which must not become all that a guard does.
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);

    private readonly GuardContext _context;

    /// <summary>Creates a guard.</summary>
    /// <param name="options">Settings; the defaults where null.</param>
    /// <param name="ledger">A memory shared by all submitters; null to rely on the platform alone.</param>
    /// <param name="loggers">Where to log; nowhere by default.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">The lease is shorter than a second.</exception>
    public SubmissionGuard(
        SubmissionGuardOptions? options = null, ISubmissionLedger? ledger = null, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        options ??= new SubmissionGuardOptions();
        if (options.LedgerLease < ShortestLease)
        {
            throw new ArgumentException($"{nameof(options.LedgerLease)} is {options.LedgerLease}: give a claim some time, at least that of one request.", nameof(options));
        }

        _context = new GuardContext(
            options,
            ledger,
            time ?? TimeProvider.System,
            (loggers ?? NullLoggerFactory.Instance).CreateLogger("SageTasks.Runs.SubmissionGuard"));
    }

    /// <summary>Submits a request as it is. See the overload with a plan.</summary>
    public Task<Submission> SubmitAsync<TRequest>(
        IRunPlatform<TRequest> platform, TRequest request, SubmissionPolicy? policy = null, CancellationToken cancellationToken = default) =>
        SubmitAsync(platform, new RunPlan<TRequest> { Request = request }, policy, cancellationToken);

    /// <summary>Finds the run that does a piece of work, or starts it once.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="plan">The work.</param>
    /// <param name="policy">What to do in each case; the defaults where null.</param>
    /// <param name="cancellationToken">Cancels the call. A request already sent is not undone: the same call later finds its run.</param>
    /// <returns>The run, and how the guard came to it.</returns>
    /// <exception cref="SubmissionException">The guard will not decide for the caller: a conflict, a cancelled run, too many failures, …</exception>
    /// <exception cref="Http.SubmissionUnknownException">Whether a run was started is not known; calling again later resolves it.</exception>
    /// <exception cref="Http.ApiException">The platform refused the request or could not be reached; nothing was started.</exception>
    /// <exception cref="LedgerException">The ledger could not be read or written: submit again when it can.</exception>
    /// <exception cref="ArgumentException">The plan or the policy is wrong; nothing was sent.</exception>
    public virtual async Task<Submission> SubmitAsync<TRequest>(
        IRunPlatform<TRequest> platform, RunPlan<TRequest> plan, SubmissionPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(plan);
        policy ??= SubmissionPolicy.Default;
        policy.Check(platform.Capabilities);
        var prepared = await PreparedPlan<TRequest>.CreateAsync(platform, plan, _context.Forms, cancellationToken).ConfigureAwait(false);
        var lookups = new DirectLookups<TRequest>(platform, _context.Time);
        return await SubmitAsync(platform, prepared, policy, lookups, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits many plans with shared look-ups and answers each as soon as it is settled, in no particular order.
    /// One that fails does not stop the others.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="plans">The work, drawn batch by batch.</param>
    /// <param name="policy">What to do in each case; the defaults where null.</param>
    /// <param name="options">How many are handled together; the defaults where null.</param>
    /// <param name="cancellationToken">Cancels what is not settled yet.</param>
    public virtual IAsyncEnumerable<SubmissionResult<TRequest>> SubmitAllAsync<TRequest>(
        IRunPlatform<TRequest> platform,
        IAsyncEnumerable<RunPlan<TRequest>> plans,
        SubmissionPolicy? policy = null,
        SubmitAllOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(plans);
        policy ??= SubmissionPolicy.Default;
        policy.Check(platform.Capabilities);
        var batches = new SubmissionBatches<TRequest>(platform, policy, options ?? new SubmitAllOptions(), _context, SubmitAsync);
        return batches.RunAsync(plans, cancellationToken);
    }

    /// <summary>Submits many plans that are at hand. See the overload with an asynchronous sequence.</summary>
    public IAsyncEnumerable<SubmissionResult<TRequest>> SubmitAllAsync<TRequest>(
        IRunPlatform<TRequest> platform,
        IEnumerable<RunPlan<TRequest>> plans,
        SubmissionPolicy? policy = null,
        SubmitAllOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SubmitAllAsync(platform, plans.ToAsyncEnumerable(), policy, options, cancellationToken);

    /// <summary>Tells what a submission would do now: key, candidates, decision and differences. Sends nothing that changes the platform.</summary>
    public virtual async Task<SubmissionExplanation> ExplainAsync<TRequest>(
        IRunPlatform<TRequest> platform, RunPlan<TRequest> plan, SubmissionPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(plan);
        policy ??= SubmissionPolicy.Default;
        policy.Check(platform.Capabilities);
        var prepared = await PreparedPlan<TRequest>.CreateAsync(platform, plan, _context.Forms, cancellationToken).ConfigureAwait(false);
        var claim = _context.Ledger is null
            ? null
            : new ReadOnlyClaim(await ReadAsync(prepared.Keys, cancellationToken).ConfigureAwait(false));
        return await ExplainAsync(platform, prepared, policy, claim, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes in a run that a person started, after comparing its request with the plan, so that later submissions of the plan find it.
    /// Starts nothing: a run that did not end well is taken in too, and what becomes of the work the next submission decides by its policy.</summary>
    /// <exception cref="AttemptsExhaustedException">The run failed. It was taken in.</exception>
    /// <exception cref="RunCanceledException">The run was cancelled. It was taken in.</exception>
    /// <exception cref="InvalidOperationException">There is no ledger to remember it in.</exception>
    /// <exception cref="RunVanishedException">The platform does not show the run.</exception>
    /// <exception cref="SubmissionConflictException">The run's request is another one, or another run does this work.</exception>
    public virtual async Task<Submission> AdoptAsync<TRequest>(
        IRunPlatform<TRequest> platform, RunPlan<TRequest> plan, string runId, SubmissionPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        policy = Adoption.StartingNothing(policy ?? SubmissionPolicy.Default);
        policy.Check(platform.Capabilities);
        var prepared = await PreparedPlan<TRequest>.CreateAsync(platform, plan, _context.Forms, cancellationToken).ConfigureAwait(false);
        using (await EnterAsync(prepared, cancellationToken).ConfigureAwait(false))
        {
            var claim = await ClaimAsync(prepared.Keys, policy, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("A run that a person started does not carry its key, so a ledger must remember it: give the guard one.");
            await using (claim.ConfigureAwait(false))
            {
                var run = await Adoption.ReadAsync(platform, prepared, runId, _context, cancellationToken).ConfigureAwait(false);
                Adoption.RefuseBeside(await ExplainAsync(platform, prepared, policy, claim, cancellationToken).ConfigureAwait(false), runId);
                var recorder = new ClaimRecorder(claim, prepared.Form.Key, _context);
                await recorder.WriteRunAsync(run, (recorder.Run?.Attempt ?? 0) + 1, isAdopted: true, keepsIntent: true, cancellationToken).ConfigureAwait(false);
            }
        }

        return await SubmitAsync(platform, prepared, policy, new DirectLookups<TRequest>(platform, _context.Time), cancellationToken).ConfigureAwait(false);
    }

    private Task<SubmissionExplanation> ExplainAsync<TRequest>(
        IRunPlatform<TRequest> platform, PreparedPlan<TRequest> plan, SubmissionPolicy policy, ILedgerClaim? claim, CancellationToken cancellationToken) =>
        new SubmissionSession<TRequest>(
            platform, plan, policy, new DirectLookups<TRequest>(platform, _context.Time), claim, _context.Options.Claims.Recent(WorkOf(plan), _context.Time), _context)
            .ExplainAsync(cancellationToken);

    private async Task<Submission> SubmitAsync<TRequest>(
        IRunPlatform<TRequest> platform, PreparedPlan<TRequest> plan, SubmissionPolicy policy, IRunLookups lookups, CancellationToken cancellationToken)
    {
        var key = plan.Form.Key;
        if (policy.RequireContentIdentity && plan.Form.InputIdentity != InputIdentity.Content)
        {
            throw new ArgumentException(
                $"The policy asks for inputs known by content, and those of the work {key} are known by {plan.Form.InputIdentity}: give {nameof(plan.Plan.Inputs)} digests or versions.", nameof(plan));
        }

        using var activity = RunTelemetry.Submit(key, platform.Capabilities.Platform);
        try
        {
            var submission = await SubmitInTurnAsync(platform, plan, policy, lookups, cancellationToken).ConfigureAwait(false);
            RunTelemetry.Submitted(activity, submission);
            return submission;
        }
        catch (Exception failure)
        {
            RunTelemetry.Failed(activity, failure);
            throw;
        }
    }

    private async Task<Submission> SubmitInTurnAsync<TRequest>(
        IRunPlatform<TRequest> platform, PreparedPlan<TRequest> plan, SubmissionPolicy policy, IRunLookups lookups, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(plan, cancellationToken).ConfigureAwait(false);
        var claim = await ClaimAsync(plan.Keys, policy, cancellationToken).ConfigureAwait(false);
        var session = new SubmissionSession<TRequest>(platform, plan, policy, lookups, claim, turn.Recent, _context);
        try
        {
            var notBefore = turn.HasWaited || claim is not null ? _context.Time.GetTimestamp() : long.MinValue;
            return await session.RunAsync(notBefore, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Recent = session.Recent ?? turn.Recent;
            await ReleaseAsync(claim, plan.Form.Key).ConfigureAwait(false);
        }
    }

    private Task<InProcessTurn> EnterAsync<TRequest>(PreparedPlan<TRequest> plan, CancellationToken cancellationToken) =>
        _context.Options.Claims.EnterAsync(WorkOf(plan), _context.Time, cancellationToken);

    private static string WorkOf<TRequest>(PreparedPlan<TRequest> plan) => $"{plan.Run.Service}\n{plan.Form.Key}";

    private async Task<ILedgerClaim?> ClaimAsync(IReadOnlyList<SubmissionKey> keys, SubmissionPolicy policy, CancellationToken cancellationToken)
    {
        if (_context.Ledger is null)
        {
            return null;
        }

        var key = keys[0];
        var started = _context.Time.GetTimestamp();
        var pauses = new ClaimPauses();
        while (true)
        {
            var asked = _context.Time.GetTimestamp();
            if (await _context.Ledger.TryClaimAsync(key, _context.Options.LedgerLease, cancellationToken).ConfigureAwait(false) is { } claim)
            {
                return await TakeOverAsync(claim, keys, cancellationToken).ConfigureAwait(false);
            }

            var answered = _context.Time.GetTimestamp();
            var waited = _context.Time.GetElapsedTime(started, answered);
            if (waited > policy.ClaimTimeout)
            {
                throw new ClaimHeldException(key, waited);
            }

            await Task.Delay(pauses.Next(_context.Time.GetElapsedTime(asked, answered)), _context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ILedgerClaim> TakeOverAsync(ILedgerClaim claim, IReadOnlyList<SubmissionKey> keys, CancellationToken cancellationToken)
    {
        try
        {
            if (claim.Entry is null && await ReadAsync(keys.Skip(1), cancellationToken).ConfigureAwait(false) is { } older)
            {
                // Recorded under the key of an older form: an open intent or an adopted run counts under the key of today too.
                await claim.RecordAsync(older with { Key = keys[0] }, cancellationToken).ConfigureAwait(false);
            }

            return claim;
        }
        catch
        {
            await ReleaseAsync(claim, keys[0]).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the ledger knows about a work under the first of its keys that it knows at all.</summary>
    private async Task<LedgerEntry?> ReadAsync(IEnumerable<SubmissionKey> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            if (await _context.Ledger!.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private async Task ReleaseAsync(ILedgerClaim? claim, SubmissionKey key)
    {
        if (claim is null)
        {
            return;
        }

        try
        {
            await claim.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ApiException or LedgerClaimLostException)
        {
            GuardLog.ReleaseFailed(_context.Logger, key.Value, failure);
        }
    }
}
