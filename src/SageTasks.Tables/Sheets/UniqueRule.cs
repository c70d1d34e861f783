namespace SageTasks.Tables;

/// <summary>Columns whose values no two rows may share.</summary>
/// <param name="Keyword">The keyword that says so.</param>
/// <param name="Columns">The columns; null for all that the sheet has.</param>
/// <param name="WantsAll">Whether only rows that have a value in each of them are compared.</param>
/// <param name="SchemaMessage">The schema's own words.</param>
internal sealed record UniqueRule(string Keyword, IReadOnlyList<string>? Columns, bool WantsAll, string? SchemaMessage);
