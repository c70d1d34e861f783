namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalTes"/> can be told.</summary>
public sealed record LocalTesOptions : LocalPlatformOptions
{
    /// <summary>The server that it behaves like.</summary>
    public LocalTesPersonality Personality { get; init; }

    /// <summary>How tasks go without being executed; null executes them.</summary>
    public LocalTesSimulation? Simulation { get; init; }

    /// <summary>
    /// The backend parameters that the server says it supports; it ignores their values, drops others with a warning, and refuses others of
    /// a task that is strict. <see cref="LocalTesPersonality.TesAzure"/> has its own.
    /// </summary>
    public IReadOnlyList<string> BackendParameters { get; init; } = [];
}
