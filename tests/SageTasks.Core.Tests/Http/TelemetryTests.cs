using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;

namespace SageTasks.Http.Tests;

/// <summary>What a listener sees, under the name that the platform package gave.</summary>
public class TelemetryTests
{
    [Fact]
    public async Task a_call_is_one_activity_and_one_measurement_however_many_attempts()
    {
        var platform = new ApiPlatform { Name = "Testing", TelemetryName = "SageTasks.TelemetryTest" };
        var activities = new ConcurrentQueue<Activity>();
        var measured = new ConcurrentQueue<(string Name, string Tags)>();
        using var activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == platform.TelemetryName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(activityListener);
        using var meterListener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == platform.TelemetryName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meterListener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, Text(tags))));
        meterListener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Enqueue((instrument.Name, Text(tags))));
        meterListener.Start();
        var handler = StubHandler.Always(attempt => StubHandler.Json("{}", attempt == 1 ? HttpStatusCode.BadGateway : HttpStatusCode.OK));

        await TestApi.Over(handler, platform: platform).Read();

        var activity = Assert.Single(activities);
        Assert.Equal("GET /things/{}", activity.DisplayName);
        Assert.Equal((2, 200), (activity.GetTagItem("sagetasks.attempts"), activity.GetTagItem("http.response.status_code")));
        Assert.Equal("sagetasks.request.duration sagetasks.request.retries", string.Join(' ', measured.Select(one => one.Name).Order(StringComparer.Ordinal)));
        Assert.All(measured, one => Assert.Contains("url.template=/things/{}", one.Tags));
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
