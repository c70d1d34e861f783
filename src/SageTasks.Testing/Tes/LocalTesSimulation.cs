namespace SageTasks.Testing;

/// <summary>How a task goes that is not executed.</summary>
public sealed record LocalTesSimulation
{
    /// <summary>How long it is <c>QUEUED</c>; null until <see cref="LocalTes.SetState"/> says otherwise.</summary>
    public TimeSpan? Waits { get; init; } = TimeSpan.Zero;

    /// <summary>How long it is <c>RUNNING</c>; null until <see cref="LocalTes.SetState"/> says otherwise.</summary>
    public TimeSpan? Runs { get; init; } = TimeSpan.Zero;

    /// <summary>How it ends, a value of <see cref="LocalTesState"/>.</summary>
    public string Ends { get; init; } = LocalTesState.Complete;
}
