namespace QuartzCluster.Cluster;

/// <summary>How far one work is.</summary>
/// <param name="Work">Its name.</param>
/// <param name="Run">Tower's id of its run; null before the launch.</param>
/// <param name="Step">The last job that did something for it.</param>
/// <param name="Result">What that job said.</param>
/// <param name="At">When.</param>
internal sealed record WorkState(string Work, string? Run, string Step, string Result, DateTimeOffset At);
