namespace SageTasks.Tes;

/// <summary>The standard that a service keeps to, such as <c>org.ga4gh</c>, <c>tes</c>, <c>1.1.0</c>.</summary>
public sealed record TesServiceType
{
    /// <summary>Whose standard it is.</summary>
    public string? Group { get; init; }

    /// <summary>The standard's short name.</summary>
    public string? Artifact { get; init; }

    /// <summary>The standard's version.</summary>
    public string? Version { get; init; }
}
