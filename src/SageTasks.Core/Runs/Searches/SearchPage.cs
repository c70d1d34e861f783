namespace SageTasks.Runs;

/// <summary>A page of what a search shows.</summary>
/// <param name="Ids">The runs.</param>
/// <param name="NextToken">Where the next page begins; null on the last one.</param>
internal sealed record SearchPage(IReadOnlyList<string> Ids, string? NextToken = null);
