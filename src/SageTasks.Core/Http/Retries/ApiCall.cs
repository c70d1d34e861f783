using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;

namespace SageTasks.Http;

/// <summary>One logical request: its attempts, and the judgement after each whether another may follow.</summary>
internal sealed class ApiCall
{
    public static readonly ResiliencePropertyKey<ApiCall> Key = new("SageTasks.ApiCall");

    // A name that does not exist or a certificate that is not trusted rarely mends within a minute.
    private const int MostTriesForGood = 3;

    // A timer can't be set for longer than some weeks.
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromDays(7);

    private readonly TransportParts _parts;
    private readonly ApiRequest _request;
    private readonly Uri _address;
    private readonly bool _streamed;
    private readonly bool _authorized;
    private readonly CancellationToken _cancellation;
    private int _attempts;
    private TimeSpan _spent;
    private string? _secret;
    private DateTimeOffset _sentAt;
    private long _askedAt;
    private long _startedAt;
    private TimeSpan _allowed;

    public ApiCall(TransportParts parts, ApiRequest request, bool streamed, CancellationToken cancellationToken)
    {
        _parts = parts;
        _request = request;
        _streamed = streamed;
        _address = parts.Address(request);
        _authorized = request.Path is not null || request.Authorize;
        _cancellation = cancellationToken;
        Errors = new ApiErrors(parts.Platform, parts.Endpoint, request, _address);
    }

    private ApiErrors Errors { get; }

    /// <summary>How long to wait for the next attempt; null where there is none.</summary>
    public TimeSpan? RetryIn { get; private set; }

    /// <summary>How long it took until the last attempt was sent: the limiter's queue, and attempts before it.</summary>
    public TimeSpan Waited => _parts.Time.GetElapsedTime(_askedAt, _startedAt);

    private RetryOptions Retry => _parts.Options.Retry;

    public async Task<Exchange> RunAsync()
    {
        _cancellation.ThrowIfCancellationRequested();
        var started = _askedAt = _parts.Time.GetTimestamp();
        using var activity = _parts.Telemetry.Start(_request, _address);
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, _cancellation);
        context.Properties.Set(Key, this);
        try
        {
            var exchange = await _parts.Retries.ExecuteAsync(static (_, call) => call.AttemptAsync(), context, this).ConfigureAwait(false);
            Finish(activity, exchange.Status, started, null);
            return exchange;
        }
        catch (ApiException failed) when (RetryIn is not null && _cancellation.IsCancellationRequested)
        {
            Finish(activity, failed.Error.Status, started, failed);
            throw new OperationCanceledException("The request was cancelled before it could be tried again.", failed, _cancellation);
        }
        catch (Exception error)
        {
            Finish(activity, (error as ApiException)?.Error.Status, started, error);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>The answer came, but it is not what was promised.</summary>
    public ApiException Unreadable(int status, string? contentType, Exception cause)
    {
        var error = Errors.Unreadable(status, contentType, cause.Message, _attempts);
        return _request.Safety == RequestSafety.Once ? Unknown(error, cause) : new ServerFailureException(error, cause);
    }

    private async ValueTask<Exchange> AttemptAsync()
    {
        RetryIn = null;
        var permit = _authorized ? await _parts.Limiter.AcquireAsync(_cancellation).ConfigureAwait(false) : default;
        Exchange? exchange = null;
        try
        {
            exchange = await AttemptAsync(permit).ConfigureAwait(false);
            return exchange;
        }
        finally
        {
            if (exchange is null || !_streamed)
            {
                permit.Dispose();
            }
        }
    }

    private async Task<Exchange> AttemptAsync(LimiterPermit permit)
    {
        _secret = _authorized && _parts.Credential is { } credential ? await credential.ReadAsync(_cancellation).ConfigureAwait(false) : null;
        _cancellation.ThrowIfCancellationRequested();
        _attempts++;
        _sentAt = _parts.Time.GetUtcNow();
        _startedAt = _parts.Time.GetTimestamp();
        using var attempt = new Attempt(_parts, _request, _address, _authorized, _secret, _streamed);
        _allowed = AttemptBudget();
        using var timeout = new CancellationTokenSource(_allowed, _parts.Time);
        await using var link = _cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            response = await attempt.SendAsync(timeout.Token).ConfigureAwait(false);
            ObserveAllowance(response, permit);
            if (!attempt.IsSuccess((int)response.StatusCode))
            {
                throw Refused(await AnswerBodies.ReadErrorAsync(response, timeout.Token).ConfigureAwait(false));
            }

            var body = _streamed ? null : await AnswerBodies.ReadAsync(response, _parts.Options.MaxAnswerBytes, timeout.Token).ConfigureAwait(false);
            var exchange = new Exchange(response, body, _streamed ? permit : default);
            response = null;
            return exchange;
        }
        catch (Exception error) when (error is not ApiException && attempt.HandedOver)
        {
            if (Failed(error, attempt.MayHaveArrived(error), timeout.IsCancellationRequested) is { } failure)
            {
                throw failure;
            }

            throw;
        }
        finally
        {
            response?.Dispose();
            _spent += _parts.Time.GetElapsedTime(_startedAt);
        }
    }

    private void ObserveAllowance(HttpResponseMessage response, LimiterPermit permit)
    {
        if (_authorized && _parts.Platform.RateLimitHeaders is { } names && RateAllowance.Read(response, names, _parts.Time.GetUtcNow()) is { } allowance)
        {
            _parts.Limiter.Observe(permit, allowance, _parts.Options.Limit.Share);
        }
    }

    private TimeSpan AttemptBudget()
    {
        var left = Retry.TotalBudget - _spent;
        var wanted = _request.AttemptTimeout ?? _parts.Options.AttemptTimeout;
        var mayOutlastBudget = _attempts == 1 && _request.AttemptTimeout is not null;
        var allowed = left < wanted && !mayOutlastBudget ? left : wanted;
        return allowed < LongestAttempt ? allowed : LongestAttempt;
    }

    private Exception Refused(ApiAnswer answer)
    {
        var asked = RetryDelays.Asked(_parts.Platform, answer, _parts.Time.GetUtcNow());
        var error = Errors.FromAnswer(answer, _attempts, asked, _secret ?? _parts.Credential?.Fixed);
        if (answer.Status == 429 && _authorized)
        {
            // Beyond the budget everyone would fail anyway: let each find out for itself.
            _parts.Limiter.Pause(asked > Retry.TotalBudget ? Retry.TotalBudget : asked > Retry.BaseDelay ? asked.Value : Retry.BaseDelay);
        }

        var transient = Statuses.IsTransient(answer.Status);
        var once = _request.Safety == RequestSafety.Once;
        var untouched = once && transient && Protected.Call(_parts.Platform.RefusedBeforeHandler, answer);
        if (once && !untouched && !Statuses.IsRefusal(answer.Status))
        {
            return Unknown(error, null);
        }

        if (!once)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        if (transient)
        {
            PlanRetry(asked, $"HTTP {answer.Status}");
        }

        return ApiException.Of(error);
    }

    private Exception? Failed(Exception cause, bool mayHaveArrived, bool timedOut)
    {
        if (_request.Safety == RequestSafety.Once && mayHaveArrived)
        {
            return Unknown(NoAnswer(cause, timedOut), cause);
        }

        if (_cancellation.IsCancellationRequested)
        {
            return new OperationCanceledException("The request was cancelled.", cause, _cancellation);
        }

        if (!timedOut && cause is not (HttpRequestException or IOException or InvalidDataException or OperationCanceledException))
        {
            return null;
        }

        if (cause is not InvalidDataException && (!NetworkProblems.IsLikelyForGood(cause) || _attempts < MostTriesForGood))
        {
            PlanRetry(null, Problem(cause, timedOut));
        }

        return ApiException.Of(NoAnswer(cause, timedOut), cause);
    }

    private ApiError NoAnswer(Exception cause, bool timedOut) =>
        Errors.NoAnswer(Problem(cause, timedOut), _attempts, cause is not InvalidDataException, NetworkProblems.IsLikelyForGood(cause));

    private string Problem(Exception cause, bool timedOut)
    {
        if (_cancellation.IsCancellationRequested)
        {
            return "cancelled by the caller while it was under way";
        }

        return timedOut
            ? string.Create(CultureInfo.InvariantCulture, $"no complete answer within {_allowed.TotalSeconds:0.###} s")
            : NetworkProblems.Describe(cause);
    }

    private SubmissionUnknownException Unknown(ApiError error, Exception? cause)
    {
        _parts.Log.OutcomeUnknown(_request.Method.Method, Errors.Address, error.Status is { } status ? $"HTTP {status}" : error.Reason ?? "no answer");
        return ApiErrors.Unknown(error, _sentAt, cause);
    }

    private void PlanRetry(TimeSpan? asked, string problem)
    {
        var took = _parts.Time.GetElapsedTime(_startedAt);
        var delay = RetryDelays.Next(Retry, _attempts, asked);
        if (_attempts >= Retry.MaxAttempts || _spent + took + delay >= Retry.TotalBudget)
        {
            return;
        }

        RetryIn = delay;
        _spent += delay;
        _parts.Telemetry.Retried(_request);
        _parts.Log.Retrying(_request.Method.Method, Errors.Address, _attempts, Redaction.Text(problem), Math.Round(delay.TotalMilliseconds));
    }

    private void Finish(Activity? activity, int? status, long started, Exception? error)
    {
        var took = _parts.Time.GetElapsedTime(started);
        _parts.Telemetry.Done(activity, _request, status, _attempts, took, error);
        if (error is null && _parts.Log.IsEnabled(LogLevel.Debug))
        {
            _parts.Log.Answered(_request.Method.Method, Errors.Address, status ?? 0, took.TotalMilliseconds);
        }
    }
}
