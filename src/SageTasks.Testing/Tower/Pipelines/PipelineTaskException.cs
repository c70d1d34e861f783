namespace SageTasks.Testing;

/// <summary>A task of a pipeline failed.</summary>
public sealed class PipelineTaskException : Exception
{
    /// <summary>Reports a failed task.</summary>
    /// <param name="taskName">The task, such as <c>FASTQC (sample1)</c>.</param>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="folder">The task's work folder.</param>
    /// <param name="innerException">What the task threw, if it did.</param>
    public PipelineTaskException(string taskName, int exitCode, string folder, Exception? innerException = null)
        : base($"Process `{taskName}` terminated with an error exit status ({exitCode})", innerException)
    {
        TaskName = taskName;
        ExitCode = exitCode;
        Folder = folder;
    }

    /// <summary>The task, such as <c>FASTQC (sample1)</c>.</summary>
    public string TaskName { get; }

    /// <summary>The exit code.</summary>
    public int ExitCode { get; }

    /// <summary>The task's work folder.</summary>
    public string Folder { get; }
}
