namespace SageTasks.Cli;

/// <summary>What a copy of several files came to.</summary>
internal sealed record CopySummary
{
    public long Copied { get; set; }

    public long Skipped { get; set; }

    public long Planned { get; set; }

    public long Failed { get; set; }

    /// <summary>Bytes of what was copied.</summary>
    public long Bytes { get; set; }
}
