namespace SageTasks.Testing;

/// <summary>A page of runs, newest first.</summary>
internal readonly record struct RunPage(IReadOnlyList<TowerRun> Runs, int Total, bool HasMore);
