namespace SageTasks.Testing.Tests;

/// <summary>A test that needs a container engine and an image with a shell, and is skipped where nobody names one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContainerFactAttribute : FactAttribute
{
    /// <summary>The image; null for none.</summary>
    public static string? Image { get; } = Environment.GetEnvironmentVariable("SAGETASKS_CONTAINER_IMAGE");

    /// <inheritdoc/>
    public override string? Skip => Image is null ? "SAGETASKS_CONTAINER_IMAGE names no image (with sh, cat and sleep) that docker or podman can run here" : null;
}
