using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Whether an upload is complete. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<MultipartUploadState>))]
public readonly record struct MultipartUploadState(string Value) : IOpenEnum<MultipartUploadState>
{
    /// <summary>Parts are missing, or completion was not asked for.</summary>
    public static MultipartUploadState Uploading => new("UPLOADING");

    /// <summary>The file handle exists.</summary>
    public static MultipartUploadState Completed => new("COMPLETED");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static MultipartUploadState IOpenEnum<MultipartUploadState>.Create(string value) => new(value);
}
