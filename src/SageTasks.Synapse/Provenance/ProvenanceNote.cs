namespace SageTasks.Synapse;

/// <summary>How something came to be: what was used, what was executed. Equal notes are one note: recording one again changes
/// nothing.</summary>
public sealed record ProvenanceNote
{
    /// <summary>The name of the work, such as that of a run.</summary>
    public required string Name { get; init; }

    /// <summary>What was done.</summary>
    public string? Description { get; init; }

    /// <summary>Data that was read.</summary>
    public IReadOnlyList<ProvenanceSource> Used { get; init => field = value ?? []; } = [];

    /// <summary>Programs that were run.</summary>
    public IReadOnlyList<ProvenanceSource> Executed { get; init => field = value ?? []; } = [];
}
