namespace SageTasks.ContractSuites;

/// <summary>The system's clock, moved: for what depends on the time of day and not on waiting.</summary>
public sealed class ShiftedTime(TimeSpan shift) : TimeProvider
{
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
