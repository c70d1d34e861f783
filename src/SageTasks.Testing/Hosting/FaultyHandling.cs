namespace SageTasks.Testing;

/// <summary>Handles a request under the fault that strikes it.</summary>
internal sealed class FaultyHandling(HostSetup setup)
{
    private static readonly FaultKind[] Kinds =
    [
        FaultKind.DropRequest, FaultKind.DropReply, FaultKind.LateCommit, FaultKind.DeliverTwice, FaultKind.FailBefore, FaultKind.FailAfter,
        FaultKind.Throttle, FaultKind.CutBody,
    ];

    private readonly Lock _lock = new();
    private readonly List<Task> _late = [];

    /// <summary>The end of every request that is still handled after its client was cut off.</summary>
    public Task LateWork
    {
        get
        {
            lock (_lock)
            {
                return Task.WhenAll(_late);
            }
        }
    }

    public async ValueTask<Outcome> HandleAsync(LocalRequest request, LocalHandler handle, Action cutClient, CancellationToken stopping)
    {
        if (setup.Faults.Draw(FaultKind.Delay, request.Method, request.RoutePath) is { } delay)
        {
            await setup.Faults.WaitAsync(delay.Wait, setup.Clock.Time, stopping).ConfigureAwait(false);
        }

        if (setup.Faults.Draw(Kinds, request.Method, request.RoutePath) is not { } fault)
        {
            return new Outcome(await handle(request, stopping).ConfigureAwait(false), null);
        }

        var answer = await HandleAsync(request, handle, fault, cutClient, stopping).ConfigureAwait(false);
        return new Outcome(answer, fault);
    }

    private async ValueTask<LocalAnswer> HandleAsync(
        LocalRequest request, LocalHandler handle, Fault fault, Action cutClient, CancellationToken stopping)
    {
        switch (fault.Kind)
        {
            case FaultKind.DropRequest:
                return LocalAnswer.Empty(503);
            case FaultKind.FailBefore:
                return ProxyError(fault.Rule.Status ?? 503);
            case FaultKind.Throttle:
                return setup.Throttled();
            case FaultKind.LateCommit when !request.Streams:
                HandleLater(request, handle, fault.Wait, stopping);
                cutClient();
                return LocalAnswer.Empty(503);
        }

        var answer = await handle(request, stopping).ConfigureAwait(false);
        if (fault.Kind == FaultKind.FailAfter)
        {
            answer.Source?.Dispose();
            return ProxyError(fault.Rule.Status ?? 502);
        }

        if (fault.Kind != FaultKind.DeliverTwice || request.Streams)
        {
            return answer;
        }

        var second = await handle(request, stopping).ConfigureAwait(false);
        var (given, dropped) = fault.Dice % 2 == 0 ? (answer, second) : (second, answer);
        dropped.Source?.Dispose();
        return given;
    }

    private void HandleLater(LocalRequest request, LocalHandler handle, TimeSpan wait, CancellationToken stopping)
    {
        var late = request.Detached();
        var work = HandleLaterAsync(late, handle, wait, stopping);
        lock (_lock)
        {
            _late.RemoveAll(w => w.IsCompleted);
            _late.Add(work);
        }
    }

    private async Task HandleLaterAsync(LocalRequest late, LocalHandler handle, TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            await setup.Faults.WaitAsync(wait, setup.Clock.Time, stopping).ConfigureAwait(false);
            var answer = await handle(late, stopping).ConfigureAwait(false);
            answer.Source?.Dispose();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // A platform that stops takes its late requests with it.
        }
    }

    private static LocalAnswer ProxyError(int status) =>
        LocalAnswer.Text($"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>\r\n", "text/html", status);
}
