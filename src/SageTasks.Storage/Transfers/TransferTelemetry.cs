using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SageTasks.Storage;

/// <summary>The activity source and the instruments of the package; they cost next to nothing while nobody listens.</summary>
internal static class TransferTelemetry
{
    public const string Name = "SageTasks.Storage";
    private static readonly ActivitySource Source = new(Name, typeof(TransferTelemetry).Assembly.GetName().Version?.ToString(3));
    private static readonly Meter Meter = new(Name, typeof(TransferTelemetry).Assembly.GetName().Version?.ToString(3));
    private static readonly Counter<long> Moved = Meter.CreateCounter<long>("sagetasks.transfer.bytes", "By", "Bytes that were taken from a source.");
    private static readonly Counter<long> Resumed = Meter.CreateCounter<long>("sagetasks.transfer.resumed", "By", "Bytes that an earlier attempt had left.");
    private static readonly Counter<long> Broken = Meter.CreateCounter<long>("sagetasks.transfer.breaks", "{break}", "Bodies that broke off.");

    public static Activity? Start(string name, string source, string destination)
    {
        var activity = Source.StartActivity(name);
        activity?.SetTag("sagetasks.source", source);
        activity?.SetTag("sagetasks.destination", destination);
        return activity;
    }

    public static void BrokeOff() => Broken.Add(1);

    public static void Done(Activity? activity, long moved, long resumed)
    {
        Moved.Add(moved);
        Resumed.Add(resumed);
        activity?.SetTag("sagetasks.bytes.moved", moved);
        activity?.SetTag("sagetasks.bytes.resumed", resumed);
    }

    public static void Failed(Activity? activity, Exception error)
    {
        activity?.SetTag("error.type", error.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error, error is TransferException ? error.Message : null);
    }
}
