using System.Diagnostics.Metrics;

namespace SageTasks.Runs;

/// <summary>Counters of all ledgers that several machines share, under the name of the package. The tag <c>sagetasks.ledger</c> tells which.</summary>
internal sealed class LedgerTelemetry(string ledger)
{
    private const string Tag = "sagetasks.ledger";

    private static readonly Meter Meter = new(RunTelemetry.Name);
    private static readonly Counter<long> Claims = Meter.CreateCounter<long>("sagetasks.ledger.claims", "{claim}", "Claims asked for, by ledger and outcome.");
    private static readonly Counter<long> LostClaims = Meter.CreateCounter<long>("sagetasks.ledger.lost", "{claim}", "Claims that another process took over, by ledger.");
    private static readonly Counter<long> RemovedEntries = Meter.CreateCounter<long>("sagetasks.ledger.removed", "{entry}", "Entries that a clean-up removed, by ledger.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("sagetasks.ledger.duration", "s", "How long the ledger took, by ledger and operation.");

    public void Claimed(LedgerClaimOutcome outcome) =>
        Claims.Add(1, new(Tag, ledger), new("sagetasks.ledger.outcome", outcome switch
        {
            LedgerClaimOutcome.Granted => "granted",
            LedgerClaimOutcome.TakenOver => "taken_over",
            _ => "held",
        }));

    public void Lost() => LostClaims.Add(1, new KeyValuePair<string, object?>(Tag, ledger));

    public void Removed(int entries) => RemovedEntries.Add(entries, new KeyValuePair<string, object?>(Tag, ledger));

    /// <summary>Measures one operation, until what is returned is disposed.</summary>
    public IDisposable Measure(string operation, TimeProvider time) => new Measurement(ledger, operation, time);

    private sealed class Measurement(string ledger, string operation, TimeProvider time) : IDisposable
    {
        private readonly long _started = time.GetTimestamp();

        public void Dispose() =>
            Durations.Record(time.GetElapsedTime(_started).TotalSeconds, new(Tag, ledger), new("sagetasks.ledger.operation", operation));
    }
}
