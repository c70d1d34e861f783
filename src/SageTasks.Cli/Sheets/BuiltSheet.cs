namespace SageTasks.Cli;

/// <summary>A sample sheet that was made.</summary>
internal sealed record BuiltSheet(string Path, long Rows, string Sha256);
