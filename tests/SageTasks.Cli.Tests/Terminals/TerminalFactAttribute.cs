namespace SageTasks.Cli.Tests.Terminals;

/// <summary>A test at a terminal that <c>script</c> of util-linux makes; skipped where that is not installed, but not in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => File.Exists("/usr/bin/script") || Environment.GetEnvironmentVariable("SAGETASKS_REQUIRE_SERVERS") == "1" ? null : "install script of util-linux";
}
