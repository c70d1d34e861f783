using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>The kind of an access method: what its URL is for. Words that are not among the constants are carried.</summary>
[JsonConverter(typeof(OpenEnumJsonConverter<DrsAccessType>))]
public readonly record struct DrsAccessType(string? Value) : IOpenEnum<DrsAccessType>
{
    /// <summary>Plain HTTPS.</summary>
    public static DrsAccessType Https { get; } = new("https");

    /// <summary>Amazon S3 and stores that speak its API.</summary>
    public static DrsAccessType S3 { get; } = new("s3");

    /// <summary>Google Cloud Storage.</summary>
    public static DrsAccessType Gs { get; } = new("gs");

    /// <summary>The File Transfer Protocol.</summary>
    public static DrsAccessType Ftp { get; } = new("ftp");

    /// <summary>GridFTP.</summary>
    public static DrsAccessType Gsiftp { get; } = new("gsiftp");

    /// <summary>Transfers by Globus.</summary>
    public static DrsAccessType Globus { get; } = new("globus");

    /// <summary>GA4GH htsget.</summary>
    public static DrsAccessType Htsget { get; } = new("htsget");

    /// <summary>A file of the server's own machine.</summary>
    public static DrsAccessType File { get; } = new("file");

    /// <inheritdoc/>
    public static DrsAccessType Create(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
