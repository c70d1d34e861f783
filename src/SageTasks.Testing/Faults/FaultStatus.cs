namespace SageTasks.Testing;

/// <summary>What <c>GET /_local/faults</c> answers, and what <c>PUT /_local/faults</c> takes.</summary>
internal sealed record FaultStatus
{
    public bool? Enabled { get; init; }

    public FaultPlan? Plan { get; init; }

    public IReadOnlyDictionary<string, long>? Injected { get; init; }

    public int? Waiting { get; init; }
}
