namespace SageTasks.Testing.Tests;

/// <summary>A test that is skipped, with the reason, where cwltool is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CwltoolFactAttribute : FactAttribute
{
    private static readonly bool IsInstalled =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "cwltool")));

    /// <inheritdoc/>
    public override string? Skip => IsInstalled ? null : "cwltool is not installed";
}
