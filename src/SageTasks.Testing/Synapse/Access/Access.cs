namespace SageTasks.Testing.Synapse;

/// <summary>Decides who may do what with an entity, by the nearest access list on the way up.</summary>
internal sealed class Access(SynapseStore store, NodeTree tree)
{
    public static readonly IReadOnlyList<string> Everything =
        ["READ", "DOWNLOAD", "UPDATE", "CREATE", "DELETE", "CHANGE_PERMISSIONS", "CHANGE_SETTINGS", "MODERATE"];

    /// <summary>The entity whose access list holds for this one.</summary>
    public Node Benefactor(Node node) => tree.Upwards(node).First(n => store.Acls.Find(n.Id) is not null);

    public AccessControlList BenefactorAcl(Node node) => store.Acls.Find(Benefactor(node).Id)!;

    public bool Has(Caller caller, Node node, string accessType) => caller.Id == Principals.Administrator
        || BenefactorAcl(node).ResourceAccess!.Any(a => caller.ActsAs.Contains(a.PrincipalId ?? 0) && a.AccessType!.Contains(accessType, StringComparer.Ordinal));

    public Node Require(Caller caller, Node node, string accessType) => Has(caller, node, accessType)
        ? node
        : throw SynapseError.Forbidden($"You lack {accessType} access to the requested entity.");

    /// <summary>The entity, if it is there and the caller may do this with it.</summary>
    public Node Require(Caller caller, string? id, string accessType) => Require(caller, tree.Get(id), accessType);

    public UserEntityPermissions PermissionsOf(Caller caller, Node node)
    {
        var (edit, add) = (Has(caller, node, "UPDATE"), Has(caller, node, "CREATE"));
        return new UserEntityPermissions
        {
            CanView = Has(caller, node, "READ"),
            CanDownload = Has(caller, node, "DOWNLOAD"),
            CanEdit = edit,
            CanCertifiedUserEdit = edit,
            CanMove = edit,
            CanAddChild = add,
            CanCertifiedUserAddChild = add,
            CanUpload = !caller.IsAnonymous,
            CanDelete = Has(caller, node, "DELETE"),
            CanChangePermissions = Has(caller, node, "CHANGE_PERMISSIONS"),
            CanChangeSettings = Has(caller, node, "CHANGE_SETTINGS"),
            CanModerate = Has(caller, node, "MODERATE"),
            CanEnableInheritance = Has(caller, node, "CHANGE_PERMISSIONS"),
            CanPublicRead = Has(Caller.Nobody, node, "READ"),
            IsCertifiedUser = !caller.IsAnonymous,
            IsCertificationRequired = false,
            IsEntityOpenData = false,
            IsDataContributor = edit,
            OwnerPrincipalId = node.CreatedBy,
        };
    }

    public RestrictionInformation RestrictionsOf(Caller caller, Node node) => new()
    {
        ObjectId = node.Id,
        RestrictionLevel = "OPEN",
        HasUnmetAccessRequirement = false,
        UserEntityPermissions = PermissionsOf(caller, node),
    };
}
