namespace SageTasks.Cli;

/// <summary>Why a command failed, for programs.</summary>
/// <param name="Error">What to do about it, in words.</param>
/// <param name="Code">The exit code.</param>
internal sealed record Failure(string Error, int Code);
