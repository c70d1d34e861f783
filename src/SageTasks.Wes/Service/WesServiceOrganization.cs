namespace SageTasks.Wes;

/// <summary>Who runs a service.</summary>
public sealed record WesServiceOrganization
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The website.</summary>
    public string? Url { get; init; }
}
