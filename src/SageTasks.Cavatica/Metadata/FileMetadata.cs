using System.Collections.ObjectModel;

namespace SageTasks.Cavatica;

/// <summary>Metadata that a file shall have.</summary>
public sealed record FileMetadata
{
    /// <summary>The file's id.</summary>
    public required string FileId { get; init; }

    /// <summary>The values by their keys; others of the file stay. An empty text takes a key away.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init => field = value ?? ReadOnlyDictionary<string, string>.Empty; } = ReadOnlyDictionary<string, string>.Empty;
}
