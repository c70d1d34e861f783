namespace SageTasks.Drs;

/// <summary>Who runs a server.</summary>
public sealed record DrsOrganization
{
    /// <summary>The organization's name.</summary>
    public string? Name { get; init; }

    /// <summary>The organization's web site.</summary>
    public string? Url { get; init; }
}
