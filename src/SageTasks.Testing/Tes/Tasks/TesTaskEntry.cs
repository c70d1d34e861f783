namespace SageTasks.Testing;

/// <summary>A task that the local TES server knows: its document is replaced as a whole.</summary>
internal sealed class TesTaskEntry(TesTaskDocument document)
{
    private CancellationTokenSource? _stop;

    public TesTaskDocument Document { get; set; } = document;

    /// <summary>Whether this process executes the task now.</summary>
    public bool IsExecuting { get; set; }

    /// <summary>Cancelled to stop the task's execution in this process.</summary>
    public CancellationTokenSource Stop => LazyInitializer.EnsureInitialized(ref _stop);
}
