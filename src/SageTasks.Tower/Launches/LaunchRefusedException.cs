namespace SageTasks.Tower;

/// <summary>A launch that would fail was refused before anything was sent. The message lists everything that is wrong with it.</summary>
public class LaunchRefusedException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="violations">What is wrong, one line each.</param>
    public LaunchRefusedException(string pipeline, IReadOnlyList<string> violations)
        : base($"The launch of {pipeline} was not sent:{string.Concat((violations ?? []).Select(line => $"\n  - {line}"))}") =>
        Violations = violations ?? [];

    /// <summary>What is wrong, one line each.</summary>
    public IReadOnlyList<string> Violations { get; }
}
