namespace SageTasks.Cavatica;

/// <summary>A file with the DRS URI that names it for everybody who may see it. A copy of the file has another one, and deleting the file
/// ends it.</summary>
public sealed record MintedUri
{
    /// <summary>The file's id.</summary>
    public required string FileId { get; init; }

    /// <summary>The URI, looked up once: the service knows it.</summary>
    public required string DrsUri { get; init; }

    /// <summary>The file's name.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The ETag that the service states; of a file stored in parts it does not tell the bytes.</summary>
    public string? Etag { get; init; }
}
