namespace SageTasks.Tower;

/// <summary>A secret that runs may read by its name. Its value cannot be read back.</summary>
public sealed record PipelineSecret
{
    /// <summary>The secret's id.</summary>
    public long? Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When its value was set last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>When a run read it last.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
