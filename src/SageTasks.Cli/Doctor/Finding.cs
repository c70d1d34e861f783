namespace SageTasks.Cli;

/// <summary>What was found when something was checked.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Advice">What to do about it.</param>
internal sealed record Finding(string Subject, Verdict Verdict, string Detail, string? Advice = null);
