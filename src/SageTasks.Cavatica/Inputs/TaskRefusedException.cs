namespace SageTasks.Cavatica;

/// <summary>A task that would fail was refused before anything was sent. The message lists everything that is wrong with it, by input.</summary>
public class TaskRefusedException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="name">The task's name; null where it has none.</param>
    /// <param name="violations">What is wrong, one line each.</param>
    public TaskRefusedException(string? name, IReadOnlyList<string> violations)
        : base($"The task{(string.IsNullOrEmpty(name) ? string.Empty : $" '{name}'")} was not sent:{string.Concat((violations ?? []).Select(line => $"\n  - {line}"))}") =>
        Violations = violations ?? [];

    /// <summary>What is wrong, one line each.</summary>
    public IReadOnlyList<string> Violations { get; }
}
