namespace SageTasks.Cli;

/// <summary>A report that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Runs">How many runs it tells of.</param>
/// <param name="Failures">How many submissions came to no run.</param>
/// <param name="Transfers">How many transfers it tells of.</param>
/// <param name="Notes">What could not be read.</param>
internal sealed record WrittenReport(string Path, long Bytes, int Runs, int Failures, int Transfers, IReadOnlyList<string> Notes);
