namespace SageTasks.Tables;

/// <summary>One way in which a value breaks its schema.</summary>
/// <param name="Path">Where the value stands: member names and positions from the root.</param>
/// <param name="Rule">The keyword that the value breaks.</param>
/// <param name="Value">The value as text; null where it is missing or no scalar.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="SchemaMessage">The schema's own <c>errorMessage</c> for this place.</param>
internal sealed record Finding(IReadOnlyList<string> Path, string Rule, string? Value, string Message, string? SchemaMessage);
