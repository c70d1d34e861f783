namespace SageTasks.Testing.Wes;

/// <summary>A page of runs; without a token it is the last one.</summary>
internal readonly record struct RunPage(IReadOnlyList<Run> Runs, string? NextToken, int Total);
