namespace SageTasks.Testing;

/// <summary>The body of <c>POST /labels</c> and <c>PUT /labels/{id}</c>.</summary>
internal sealed record CreateLabelRequest(string? Name, string? Value, bool? Resource, bool? IsDefault);
