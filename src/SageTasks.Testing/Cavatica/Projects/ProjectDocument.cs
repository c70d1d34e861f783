using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A project as it is kept.</summary>
internal sealed record ProjectDocument
{
    /// <summary><c>owner/short-name</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? BillingGroup { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public JsonObject Settings { get; init; } = [];

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset ModifiedOn { get; init; }

    /// <summary>The id of the folder that holds its files.</summary>
    public required string RootFolder { get; init; }

    public IReadOnlyList<MemberDocument> Members { get; init; } = [];

    /// <summary>Whether everybody may read it, as the platform's public files and apps.</summary>
    public bool IsPublic { get; init; }
}
