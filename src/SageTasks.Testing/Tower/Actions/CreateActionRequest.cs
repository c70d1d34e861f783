namespace SageTasks.Testing;

/// <summary>The body of <c>POST /actions</c> and <c>PUT /actions/{id}</c>.</summary>
internal sealed record CreateActionRequest(string? Name, string? Source, LaunchRequest? Launch);
