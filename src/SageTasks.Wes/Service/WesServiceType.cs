namespace SageTasks.Wes;

/// <summary>Which API a service has, as GA4GH's service-info says it.</summary>
public sealed record WesServiceType
{
    /// <summary>Who defined the API: <c>org.ga4gh</c>, or a name of the server's own, such as <c>sapporo-wes</c>.</summary>
    public string? Group { get; init; }

    /// <summary>The API: <c>wes</c>.</summary>
    public string? Artifact { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }
}
