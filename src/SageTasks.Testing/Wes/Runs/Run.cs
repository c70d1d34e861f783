namespace SageTasks.Testing.Wes;

/// <summary>A run that the server knows: its document, which is replaced as a whole.</summary>
internal sealed class Run(RunDocument document)
{
    public RunDocument Document { get; set; } = document;

    /// <summary>Cancelled to stop the run's execution in this process.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Whether this process executes the run, or will.</summary>
    public bool Executing { get; set; }
}
