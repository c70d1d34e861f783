namespace SageTasks.Testing;

/// <summary>A program that a task ran ended with another code than 0.</summary>
public sealed class ProgramFailedException : Exception
{
    /// <summary>Reports it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="exitCode">Its exit code.</param>
    public ProgramFailedException(string program, int exitCode)
        : base($"{program} ended with exit code {exitCode}.") => ExitCode = exitCode;

    /// <summary>Its exit code.</summary>
    public int ExitCode { get; }
}
