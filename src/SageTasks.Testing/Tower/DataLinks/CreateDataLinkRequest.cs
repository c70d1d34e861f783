namespace SageTasks.Testing;

/// <summary>The body of <c>POST /data-links</c>.</summary>
internal sealed record CreateDataLinkRequest(string? Name, string? Description, string? Provider, string? ResourceRef);
