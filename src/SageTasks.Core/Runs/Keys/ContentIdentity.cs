namespace SageTasks.Runs;

/// <summary>What an input's bytes are, so that changed bytes under an unchanged path are other work.</summary>
public sealed record ContentIdentity
{
    /// <summary>How the content is identified: <c>sha256</c>, <c>md5</c>, <c>synapse</c> (entity and version), <c>etag</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>The digest, version or tag.</summary>
    public required string Value { get; init; }

    /// <summary>The value can stay the same for other bytes, or change for the same bytes, such as the ETag of a multipart upload.</summary>
    public bool IsWeak { get; init; }

    /// <summary>Content known by its SHA-256, 64 hexadecimal digits.</summary>
    public static ContentIdentity Sha256(string hex) => new() { Kind = "sha256", Value = RequireHex(hex, 64) };

    /// <summary>Content known by its MD5, 32 hexadecimal digits.</summary>
    public static ContentIdentity Md5(string hex) => new() { Kind = "md5", Value = RequireHex(hex, 32) };

    /// <summary>Content known by an immutable version, such as <c>syn123.4</c>.</summary>
    public static ContentIdentity Version(string version) => new() { Kind = "version", Value = version };

    /// <summary>Content known by an object store's ETag. The ETag of a multipart upload is weak: it depends on the part size.</summary>
    public static ContentIdentity ETag(string etag, bool isMultipart) => new() { Kind = "etag", Value = etag, IsWeak = isMultipart };

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Value}";

    private static string RequireHex(string hex, int length) =>
        hex is { } text && text.Length == length && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : throw new ArgumentException($"'{hex}' is not a digest: expected {length} hexadecimal digits.", nameof(hex));
}
