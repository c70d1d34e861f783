using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>Which parts of a bundle the caller wants.</summary>
internal sealed record EntityBundleRequest
{
    public bool? IncludeEntity { get; init; }

    public bool? IncludeAnnotations { get; init; }

    public bool? IncludePermissions { get; init; }

    public bool? IncludeEntityPath { get; init; }

    public bool? IncludeHasChildren { get; init; }

    public bool? IncludeAccessControlList { get; init; }

    public bool? IncludeFileHandles { get; init; }

    public bool? IncludeTableBundle { get; init; }

    public bool? IncludeRootWikiId { get; init; }

    [JsonPropertyName("includeBenefactorACL")]
    public bool? IncludeBenefactorACL { get; init; }

    [JsonPropertyName("includeDOIAssociation")]
    public bool? IncludeDOIAssociation { get; init; }

    public bool? IncludeFileName { get; init; }

    public bool? IncludeThreadCount { get; init; }

    public bool? IncludeRestrictionInformation { get; init; }

    public bool? IncludeActivity { get; init; }
}
