namespace SageTasks.Cavatica;

/// <summary>A program that the platform runs. The client reads automations and changes none.</summary>
public sealed record Automation
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The automation's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>The billing group that pays.</summary>
    public string? BillingGroup { get; init; }

    /// <summary>Who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>Who changed it last.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>Whether it was put away.</summary>
    public bool? Archived { get; init; }

    /// <summary>Whether it belongs to a project.</summary>
    public bool? ProjectBased { get; init; }

    /// <summary>Mebibytes that its runs get.</summary>
    public int? MemoryLimit { get; init; }
}
