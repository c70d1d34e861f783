using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SageTasks.Testing;

/// <summary>Turns Kestrel's requests into the platform's, and the platform's answers into bytes, or into their loss.</summary>
internal sealed partial class LoopbackApplication(HostSetup setup, ILogger logger) : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly FaultyHandling _handling = new(setup);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        if (exception is not null)
        {
            LogBroken(logger, exception, context.Request.Method, context.Request.Path);
        }
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (await HostCheck.AnswerAsync(context, setup.Options.HostNames).ConfigureAwait(false) || CrossOrigin.Answer(context, setup.AllowedOrigins))
        {
            return;
        }

        var rawPath = RawPath(context);
        var segments = Segments(rawPath, out var routePath, out var prefixed);
        var request = new LocalRequest(context, rawPath, routePath, segments, setup.Faults);
        var route = setup.Routes.Find(request.Method, request.Segments, out var values);
        if (route is null || (setup.PrefixRequired && !prefixed && !route.IsControl))
        {
            route = Unrouted;
        }

        request.Routed(route, values);
        await request.BufferAsync(route.Streams, context.RequestAborted).ConfigureAwait(false);
        var outcome = route.IsControl
            ? new Outcome(await Guarded(route)(request, _stopping.Token).ConfigureAwait(false), null)
            : await _handling.HandleAsync(request, Guarded(route), context.Abort, _stopping.Token).ConfigureAwait(false);
        using (outcome.Answer.Source)
        {
            await AnswerWriter.WriteAsync(context, outcome, setup.Clock.Shown, _stopping.Token).ConfigureAwait(false);
        }

        if (!route.IsControl)
        {
            setup.Options.Observer?.Invoke(Observed(request, outcome));
        }
    }

    public Task StopAsync() => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _handling.LateWork.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private LocalRoute Unrouted => new((request, _) => ValueTask.FromResult(setup.Unrouted(request)));

    private LocalHandler Guarded(LocalRoute route) => async (request, stopping) =>
    {
        try
        {
            var refused = route.IsControl ? ControlRoutes.Refusal(request, setup) : setup.Gate(request);
            return refused ?? await route.Handle(request, stopping).ConfigureAwait(false);
        }
        catch (RefusalException refusal)
        {
            return refusal.Answer;
        }
        catch (System.Text.Json.JsonException e)
        {
            return setup.Failed(400, $"Invalid JSON: {e.Message}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e, request.Method, request.RawPath);
            return setup.Failed(500, $"The local platform itself failed: {e}");
        }
    };

    private static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (!target.StartsWith('/'))
        {
            return context.Request.Path;
        }

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }

    private List<string> Segments(string rawPath, out string routePath, out bool prefixed)
    {
        var path = setup.DecodesSlashes ? rawPath.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : rawPath;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        var prefix = setup.Prefixes.Select(text => text.Split('/')).FirstOrDefault(parts => segments.Take(parts.Length).SequenceEqual(parts, StringComparer.Ordinal));
        prefixed = prefix is not null;
        segments.RemoveRange(0, prefix?.Length ?? 0);
        routePath = $"/{string.Join('/', segments)}";
        return segments.ConvertAll(Uri.UnescapeDataString);
    }

    private static ObservedExchange Observed(LocalRequest request, Outcome outcome) => new()
    {
        Method = request.Method,
        Path = request.RawPath,
        Query = [.. request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")))],
        RequestType = request.ContentType,
        RequestBody = request.Body,
        RequestStreamed = request.Streams,
        Status = outcome.Answer.Status,
        AnswerType = outcome.Answer.ContentType,
        AnswerBody = outcome.Answer.Body,
        AnswerStreamed = outcome.Answer.Writer is not null,
        Fault = outcome.Fault?.Kind,
    };

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed inside the local platform.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path} broke off.")]
    private static partial void LogBroken(ILogger logger, Exception exception, string method, string path);
}
