namespace SageTasks.Cavatica;

/// <summary>A file to upload in parts. Give the project (its top folder) or the parent.</summary>
public sealed record NewUpload
{
    /// <summary>The project, whose top folder it goes into.</summary>
    public string? Project { get; init; }

    /// <summary>The folder that it goes into.</summary>
    public string? Parent { get; init; }

    /// <summary>The file's name, at most 255 characters without a slash.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes in all.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes of a part, 5 MiB to 5 GiB; null lets the platform choose. The answer's size counts, which can differ.</summary>
    public long? PartSize { get; init; }

    /// <summary>The MD5 of the whole, in hexadecimal; the platform only keeps it.</summary>
    public string? Md5 { get; init; }
}
