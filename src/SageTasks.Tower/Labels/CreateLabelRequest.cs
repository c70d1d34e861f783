namespace SageTasks.Tower;

/// <summary>A label to make (<c>POST /labels</c>).</summary>
public sealed record CreateLabelRequest
{
    /// <summary>2 to 39 letters and digits, with single <c>-</c> or <c>_</c> inside.</summary>
    public required string Name { get; init; }

    /// <summary>The value of a resource label.</summary>
    public string? Value { get; init; }

    /// <summary>Whether it is a resource label.</summary>
    public bool? Resource { get; init; }

    /// <summary>Whether new compute environments get it.</summary>
    public bool? IsDefault { get; init; }
}
