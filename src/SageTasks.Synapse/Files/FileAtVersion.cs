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

    private string SafeName => Entity.Name is null or "." or ".." ? Id.WithoutVersion().ToString() : Entity.Name;
}
