namespace SageTasks.Testing;

/// <summary>How a run without work goes.</summary>
public sealed record SimulatedRun
{
    /// <summary>How long it is <c>SUBMITTED</c>; null until <see cref="LocalTower.SetStatus"/> says otherwise.</summary>
    public TimeSpan? Waits { get; init; } = TimeSpan.Zero;

    /// <summary>How long it is <c>RUNNING</c>; null until <see cref="LocalTower.SetStatus"/> says otherwise.</summary>
    public TimeSpan? Runs { get; init; } = TimeSpan.Zero;

    /// <summary>How it ends, a value of <see cref="TowerStatus"/>.</summary>
    public string Ends { get; init; } = TowerStatus.Succeeded;
}
