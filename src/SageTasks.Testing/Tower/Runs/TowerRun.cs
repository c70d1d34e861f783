namespace SageTasks.Testing;

/// <summary>A run that the local Tower knows: its document, which is replaced as a whole, and its tasks.</summary>
internal sealed class TowerRun(RunDocument document)
{
    public RunDocument Document { get; set; } = document;

    /// <summary>All that free text can be found in, in lower case: what is not in here is in none of the fields.</summary>
    public string SearchText { get; } =
        $"{document.RunName}\n{document.ProjectName}\n{document.SessionId}\n{document.ManifestName}".ToLowerInvariant();

    public TaskBoard Tasks { get; } = new();

    /// <summary>Cancelled to stop the run's execution in this process.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Whether this process executes the run.</summary>
    public bool Executing { get; set; }

    /// <summary>Whether the head job has started: before, Tower shows neither project nor parameters nor session.</summary>
    public bool HasStarted => Document.Start is not null;
}
