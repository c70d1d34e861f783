namespace SageTasks.ContractSuites;

/// <summary>A clock, the system's where no other is given, moved: for what depends on the time of day and not on waiting.</summary>
public sealed class ShiftedTime(TimeSpan shift, TimeProvider? clock = null) : TimeProvider
{
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => (clock ?? System).GetUtcNow() + Shift;
}
