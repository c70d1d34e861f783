namespace SageTasks.Tower;

/// <summary>A platform that runs work.</summary>
public sealed record ComputePlatform
{
    /// <summary>Its id, such as <c>aws-batch</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}
