namespace SageTasks.Cavatica;

/// <summary>An object of a volume to show as a file of a project. The bytes stay on the volume.</summary>
public sealed record NewImport
{
    /// <summary>The object, or a folder of objects.</summary>
    public required VolumePlace Source { get; init; }

    /// <summary>Where the file appears.</summary>
    public required ImportDestination Destination { get; init; }

    /// <summary>Whether a file of this name is replaced.</summary>
    public bool? Overwrite { get; init; }

    /// <summary>Whether a file of a taken name gets another one.</summary>
    public bool? Autorename { get; init; }

    /// <summary>Whether a folder's own folders are kept.</summary>
    public bool? PreserveFolderStructure { get; init; }
}
