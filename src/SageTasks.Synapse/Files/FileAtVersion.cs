namespace SageTasks.Synapse;

/// <summary>A file at one version, and the handle of its bytes.</summary>
internal sealed record FileAtVersion(FileEntity Entity, FileHandle? Handle)
{
    public SynapseId Id => SynapseId.Parse(Entity.Id!).At(Entity.VersionNumber ?? 1);

    /// <summary>What the file is called on a disk. A name that could leave its folder is replaced by the entity's, which can't.</summary>
    public string LocalName
    {
        get
        {
            var name = Entity.FileNameOverride ?? Handle?.FileName;
            return string.IsNullOrWhiteSpace(name) || name is "." or ".." || name.AsSpan().IndexOfAny("/\\\0") >= 0 ? SafeName : name;
        }
    }

    public static FileAtVersion From(EntityBundle bundle, SynapseId id) => bundle.Entity is FileEntity file
        ? new FileAtVersion(file, bundle.FileHandles?.FirstOrDefault(handle => string.Equals(handle.Id, file.DataFileHandleId, StringComparison.Ordinal)))
        : throw new ArgumentException($"{id} ('{bundle.Entity?.Name}') is not a file but {bundle.Entity?.ConcreteType.Split('.')[^1]}.", nameof(id));

    /// <summary>The handle of bytes that Synapse gives an address for.</summary>
    /// <exception cref="NotSupportedException">It gives none; the message says why.</exception>
    public FileHandle Readable()
    {
        var handle = Handle ?? throw new NotSupportedException($"Synapse does not show the file handle of {Id}: its bytes may be archived, or not yours to read.");
        return handle is ExternalObjectStoreFileHandle or ProxyFileHandle or OtherFileHandle || (handle is ExternalFileHandle external && !IsWeb(external.ExternalUrl))
            ? throw new NotSupportedException(
                $"The bytes of {Id} lie where Synapse gives no address for them ({handle.ConcreteType.Split('.')[^1]}): read them there with credentials of your own.")
            : handle;
    }

    /// <summary>A file handle of any version, through this file.</summary>
    public FileAssociation Association(string fileHandleId) => new()
    {
        FileHandleId = fileHandleId,
        AssociateObjectId = Id.WithoutVersion().ToString(),
        AssociateObjectType = FileAssociationType.FileEntity,
    };

    private static bool IsWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    private string SafeName => Entity.Name is null or "." or ".." ? Id.WithoutVersion().ToString() : Entity.Name;
}
