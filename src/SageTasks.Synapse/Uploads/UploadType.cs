using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>The kind of place that takes uploads. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<UploadType>))]
public readonly record struct UploadType(string Value) : IOpenEnum<UploadType>
{
    /// <summary>An S3 bucket.</summary>
    public static UploadType S3 => new("S3");

    /// <summary>A Google Cloud bucket.</summary>
    public static UploadType GoogleCloud => new("GOOGLECLOUDSTORAGE");

    /// <summary>An SFTP server.</summary>
    public static UploadType Sftp => new("SFTP");

    /// <summary>A web server.</summary>
    public static UploadType Https => new("HTTPS");

    /// <summary>A proxy.</summary>
    public static UploadType Proxy => new("PROXYLOCAL");

    /// <summary>Unknown.</summary>
    public static UploadType None => new("NONE");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static UploadType IOpenEnum<UploadType>.Create(string value) => new(value);
}
