namespace SageTasks.Testing;

/// <summary>The body of <c>POST /workflow/launch</c>.</summary>
internal sealed record SubmitLaunchRequest(LaunchRequest? Launch);
