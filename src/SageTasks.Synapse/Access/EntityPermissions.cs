namespace SageTasks.Synapse;

/// <summary>What the caller may do with an entity.</summary>
public sealed record EntityPermissions
{
    /// <summary>Read its metadata.</summary>
    public bool CanView { get; init; }

    /// <summary>Change it.</summary>
    public bool CanEdit { get; init; }

    /// <summary>Move it.</summary>
    public bool CanMove { get; init; }

    /// <summary>Create something in it.</summary>
    public bool CanAddChild { get; init; }

    /// <summary>Download its file.</summary>
    public bool CanDownload { get; init; }

    /// <summary>Upload a file to it.</summary>
    public bool CanUpload { get; init; }

    /// <summary>Delete it.</summary>
    public bool CanDelete { get; init; }

    /// <summary>Change its access list.</summary>
    public bool CanChangePermissions { get; init; }

    /// <summary>Change its settings.</summary>
    public bool CanChangeSettings { get; init; }

    /// <summary>Moderate its forum.</summary>
    public bool CanModerate { get; init; }

    /// <summary>Read it without a token.</summary>
    public bool CanPublicRead { get; init; }

    /// <summary>Whether only certified users may add to it.</summary>
    public bool IsCertificationRequired { get; init; }

    /// <summary>Whether the caller is certified.</summary>
    public bool IsCertifiedUser { get; init; }

    /// <summary>Principal id of the owner.</summary>
    public long? OwnerPrincipalId { get; init; }
}
