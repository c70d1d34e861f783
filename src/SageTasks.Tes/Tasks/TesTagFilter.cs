namespace SageTasks.Tes;

/// <summary>A tag that listed tasks must carry.</summary>
/// <param name="Key">The tag's key.</param>
/// <param name="Value">The tag's value; empty for any. Several servers know exact values only and find nothing for an empty one.</param>
public sealed record TesTagFilter(string Key, string Value = "");
