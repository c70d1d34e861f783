namespace SageTasks.Cavatica;

/// <summary>Who pays for storage and computation.</summary>
public sealed record BillingGroup
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The billing group's id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>The kind of billing group, such as free or regular.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it still has to be approved.</summary>
    public bool? Pending { get; init; }

    /// <summary>Whether it can't be charged.</summary>
    public bool? Disabled { get; init; }

    /// <summary>What is left in it.</summary>
    public BillingBalance? Balance { get; init; }
}
