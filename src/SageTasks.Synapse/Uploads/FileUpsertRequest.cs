namespace SageTasks.Synapse;

/// <summary>What is to be under a name in a container.</summary>
internal sealed record FileUpsertRequest
{
    public required SynapseId ParentId { get; init; }

    public required string Name { get; init; }

    public required long? Size { get; init; }

    public required string? Md5 { get; init; }

    /// <summary>Whether the bytes that are there are the bytes that are wanted.</summary>
    public required Func<FileHandle, bool> IsSame { get; init; }

    /// <summary>Makes the file handle of the wanted bytes.</summary>
    public required Func<CancellationToken, Task<string>> MakeHandle { get; init; }

    /// <summary>Throws where what is there, or null, is not to be replaced; null replaces anything.</summary>
    public Action<FileEntity?>? Condition { get; init; }

    /// <summary>Whether the file has to be new: then somebody else's equal file counts as another one.</summary>
    public bool IsExclusive { get; init; }

    public string? Description { get; init; }

    public string? VersionLabel { get; init; }

    public string? VersionComment { get; init; }

    public bool ForceVersion { get; init; }
}
