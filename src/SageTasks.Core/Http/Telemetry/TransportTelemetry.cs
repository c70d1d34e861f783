using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SageTasks.Http;

/// <summary>The activity source and the instruments of one platform package; they cost next to nothing while nobody listens.</summary>
internal sealed class TransportTelemetry : IDisposable
{
    private readonly ActivitySource _source;
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _retries;

    public TransportTelemetry(string name)
    {
        var version = typeof(TransportTelemetry).Assembly.GetName().Version?.ToString(3);
        _source = new ActivitySource(name, version);
        _meter = new Meter(name, version);
        _duration = _meter.CreateHistogram<double>("sagetasks.request.duration", "s", "From asking to the answer or the failure, retries included.");
        _retries = _meter.CreateCounter<long>("sagetasks.request.retries", "{retry}", "Requests that were sent again.");
    }

    public Activity? Start(ApiRequest request, Uri address)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        var target = request.Path?.Template ?? "(absolute)";
        var activity = _source.StartActivity($"{request.Method} {target}", ActivityKind.Client);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("url.template", target);
        activity?.SetTag("url.full", Redaction.Uri(address));
        activity?.SetTag("server.address", address.Host);
        return activity;
    }

    public void Done(Activity? activity, ApiRequest request, int? status, int attempts, TimeSpan took, Exception? error)
    {
        if (_duration.Enabled)
        {
            _duration.Record(took.TotalSeconds, new TagList
            {
                { "http.request.method", request.Method.Method },
                { "url.template", request.Path?.Template ?? "(absolute)" },
                { "http.response.status_code", status },
                { "error.type", error?.GetType().Name },
            });
        }

        activity?.SetTag("http.response.status_code", status);
        activity?.SetTag("sagetasks.attempts", attempts);
        if (error is not null)
        {
            activity?.SetTag("error.type", error.GetType().FullName);
            activity?.SetStatus(ActivityStatusCode.Error, error is ApiException ? error.Message : null);
        }
    }

    public void Retried(ApiRequest request)
    {
        if (_retries.Enabled)
        {
            _retries.Add(1, new KeyValuePair<string, object?>("url.template", request.Path?.Template ?? "(absolute)"));
        }
    }

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
