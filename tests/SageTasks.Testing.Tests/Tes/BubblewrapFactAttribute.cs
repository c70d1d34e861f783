namespace SageTasks.Testing.Tests;

/// <summary>A test that is skipped, with the reason, where bubblewrap does not work.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BubblewrapFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => Sandboxes.HasBubblewrap ? null : "bwrap is not installed, or the system does not let it make namespaces";
}
