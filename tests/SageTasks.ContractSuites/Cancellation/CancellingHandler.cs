namespace SageTasks.ContractSuites;

/// <summary>Cancels the caller's token at one of its requests, counted from 0.</summary>
public sealed class CancellingHandler(int nth, CancellationPoint point) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private readonly CancellationTokenSource _source = new();
    private int _last = -1;

    /// <summary>The token to call with.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The request at which the call was cancelled, as method and path; null while it was not.</summary>
    public string? Struck { get; private set; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Interlocked.Increment(ref _last) != nth)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Struck = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        if (point == CancellationPoint.BeforeSending)
        {
            await _source.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        var answer = await base.SendAsync(request, CancellationToken.None);
        await _source.CancelAsync();
        if (point == CancellationPoint.AnswerLost)
        {
            answer.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return answer;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
