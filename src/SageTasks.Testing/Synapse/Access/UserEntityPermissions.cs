namespace SageTasks.Testing.Synapse;

/// <summary>What the caller may do with an entity.</summary>
internal sealed record UserEntityPermissions
{
    public bool? CanView { get; init; }

    public bool? CanEdit { get; init; }

    public bool? CanMove { get; init; }

    public bool? CanAddChild { get; init; }

    public bool? CanCertifiedUserEdit { get; init; }

    public bool? CanCertifiedUserAddChild { get; init; }

    public bool? IsCertifiedUser { get; init; }

    public bool? CanChangePermissions { get; init; }

    public bool? CanChangeSettings { get; init; }

    public bool? CanDelete { get; init; }

    public bool? CanDownload { get; init; }

    public bool? CanUpload { get; init; }

    public bool? CanEnableInheritance { get; init; }

    public long? OwnerPrincipalId { get; init; }

    public bool? CanPublicRead { get; init; }

    public bool? CanModerate { get; init; }

    public bool? IsCertificationRequired { get; init; }

    public bool? IsEntityOpenData { get; init; }

    public bool? IsDataContributor { get; init; }
}
