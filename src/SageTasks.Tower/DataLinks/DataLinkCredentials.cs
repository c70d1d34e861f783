namespace SageTasks.Tower;

/// <summary>Credentials that can read a data link.</summary>
public sealed record DataLinkCredentials
{
    /// <summary>The credentials' id.</summary>
    public string? Id { get; init; }

    /// <summary>Their name.</summary>
    public string? Name { get; init; }

    /// <summary>The cloud store that they are for.</summary>
    public string? Provider { get; init; }
}
