namespace SageTasks.Drs;

/// <summary>What kind of service a server is.</summary>
public sealed record DrsServiceType
{
    /// <summary>Whose kind, such as <c>org.ga4gh</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Which kind: <c>drs</c>.</summary>
    public string? Artifact { get; init; }

    /// <summary>The version of the specification, such as <c>1.5.0</c>.</summary>
    public string? Version { get; init; }
}
