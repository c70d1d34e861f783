namespace SageTasks.Testing;

/// <summary>A task as the server keeps it.</summary>
internal sealed record TesTaskDocument
{
    public required string Id { get; init; }

    /// <summary>The place in the order of creation.</summary>
    public required long Sequence { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>What was asked for, without what the server drops and with the tags that it adds.</summary>
    public required TesTask Task { get; init; }

    public IReadOnlyList<TesTaskLog>? Logs { get; init; }

    /// <summary>Whose task it is; null where nobody says who they are.</summary>
    public string? Owner { get; init; }

    public string? Tenant { get; init; }

    /// <summary>Until when lists do not show it, by the fault of that name.</summary>
    public DateTimeOffset? HiddenUntil { get; init; }

    /// <summary>Whether a test put it there, so that nothing executes it.</summary>
    public bool IsStaged { get; init; }
}
