namespace SageTasks.Tes;

/// <summary>Who runs a service.</summary>
public sealed record TesServiceOrganization
{
    /// <summary>The organisation's name.</summary>
    public string? Name { get; init; }

    /// <summary>The organisation's page.</summary>
    public string? Url { get; init; }
}
