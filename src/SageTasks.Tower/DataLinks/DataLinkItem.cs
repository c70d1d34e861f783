namespace SageTasks.Tower;

/// <summary>A file or folder of a data link.</summary>
public sealed record DataLinkItem
{
    /// <summary>Its name; a folder's ends with a slash.</summary>
    public required string Name { get; init; }

    /// <summary>File or folder.</summary>
    public DataLinkItemType? Type { get; init; }

    /// <summary>The size of a file, in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The type of a file.</summary>
    public string? MimeType { get; init; }
}
