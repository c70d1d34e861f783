namespace SageTasks.Tower;

/// <summary>A label: a plain word, or a resource label with a value that the cloud provider sees too.</summary>
public sealed record Label
{
    /// <summary>The label's id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The value of a resource label.</summary>
    public string? Value { get; init; }

    /// <summary>Whether it is a resource label.</summary>
    public bool? Resource { get; init; }

    /// <summary>Whether new compute environments get it.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Whether its value holds a variable such as <c>${workflowId}</c>.</summary>
    public bool? IsDynamic { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }
}
