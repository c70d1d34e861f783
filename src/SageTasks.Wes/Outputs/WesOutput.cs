namespace SageTasks.Wes;

/// <summary>A file that a workflow gave back.</summary>
public sealed record WesOutput
{
    /// <summary>Where it stands in the outputs, as a JSON pointer, such as <c>/counted</c> or <c>/reports/0</c>.</summary>
    public required string Pointer { get; init; }

    /// <summary>The file's name, with folders where the server tells them.</summary>
    public required string Name { get; init; }

    /// <summary>Its address: on the server itself, or in a store. Empty for an empty directory that has none.</summary>
    public required string Address { get; init; }

    /// <summary>Its size in bytes; null where the server does not say. Of a directory 0 where the server lists it as empty, else null.</summary>
    public long? Size { get; init; }

    /// <summary>Its SHA-1 (CWL's checksum), 40 hexadecimal digits; null where the server does not say.</summary>
    public string? Sha1 { get; init; }

    /// <summary>It is a directory whose files the server does not list, brought with all that its store has below the address; or an empty one.</summary>
    public bool IsDirectory { get; init; }
}
