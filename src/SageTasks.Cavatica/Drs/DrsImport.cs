namespace SageTasks.Cavatica;

/// <summary>A bulk import of DRS objects.</summary>
public sealed record DrsImport
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public CavaticaJobState State { get; init; }

    /// <summary>What became of each object, once it has finished.</summary>
    public IReadOnlyList<BulkResult<CavaticaFile>> Result { get; init => field = value ?? []; } = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedOn { get; init; }
}
