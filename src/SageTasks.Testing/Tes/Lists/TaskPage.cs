namespace SageTasks.Testing;

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="HasMore">Whether more tasks match behind it.</param>
internal sealed record TaskPage(IReadOnlyList<TesTaskDocument> Tasks, bool HasMore);
