using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Says which parts of an entity to return in one answer.</summary>
public sealed record EntityBundleRequest
{
    /// <summary>The entity.</summary>
    public bool IncludeEntity { get; init; }

    /// <summary>Its annotations.</summary>
    public bool IncludeAnnotations { get; init; }

    /// <summary>What the caller may do with it.</summary>
    public bool IncludePermissions { get; init; }

    /// <summary>The way from the root.</summary>
    public bool IncludeEntityPath { get; init; }

    /// <summary>Whether it holds anything.</summary>
    public bool IncludeHasChildren { get; init; }

    /// <summary>Its own access list.</summary>
    public bool IncludeAccessControlList { get; init; }

    /// <summary>The file handles of a file.</summary>
    public bool IncludeFileHandles { get; init; }

    /// <summary>The columns of a table.</summary>
    public bool IncludeTableBundle { get; init; }

    /// <summary>The name of the file.</summary>
    public bool IncludeFileName { get; init; }

    /// <summary>The access list that applies.</summary>
    [JsonPropertyName("includeBenefactorACL")]
    public bool IncludeBenefactorAcl { get; init; }

    /// <summary>Conditions for access.</summary>
    public bool IncludeRestrictionInformation { get; init; }

    /// <summary>How this version came to be.</summary>
    public bool IncludeActivity { get; init; }
}
