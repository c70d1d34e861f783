namespace SageTasks.Cavatica;

/// <summary>A project: where files, apps and tasks lie, and which billing group pays for them.</summary>
public sealed record Project
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The project's id, owner/short-name.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The version of projects that it is, v1 or v2.</summary>
    public string? Type { get; init; }

    /// <summary>Its description, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>How it computes and what it keeps.</summary>
    public ProjectSettings? Settings { get; init; }

    /// <summary>The id of the folder that all files of the project lie in.</summary>
    public string? RootFolder { get; init; }

    /// <summary>The id of the billing group.</summary>
    public string? BillingGroup { get; init; }

    /// <summary>What the token's owner may do in it.</summary>
    public Permissions? Permissions { get; init; }

    /// <summary>Whether it is private, public or shared by an organisation.</summary>
    public string? Category { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }
}
