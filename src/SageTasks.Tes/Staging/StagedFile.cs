using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>A file that is where its task, or whoever wants the task's results, expects it.</summary>
public sealed record StagedFile
{
    /// <summary>The file's absolute path in the container.</summary>
    public required string Path { get; init; }

    /// <summary>Where it came from; null for one whose content stands in the task.</summary>
    public Location? Source { get; init; }

    /// <summary>Where it is now.</summary>
    public required Location Destination { get; init; }

    /// <summary>Whether it was copied now, or was there already with the same bytes.</summary>
    public required bool WasCopied { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long? Size { get; init; }
}
