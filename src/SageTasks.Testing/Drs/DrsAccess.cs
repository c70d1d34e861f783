using System.Text.Json.Serialization;

namespace SageTasks.Testing;

/// <summary>How the bytes of an object of a <see cref="LocalDrs"/> can be had from it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DrsAccess>))]
public enum DrsAccess
{
    /// <summary>An access id, for which the server gives a signed URL that expires.</summary>
    Signed,

    /// <summary>An access id, for which the server gives a URL and a header that expires.</summary>
    SignedHeaders,

    /// <summary>A URL that everyone can read.</summary>
    Public,

    /// <summary>A URL and a header that has to go with it.</summary>
    Headers,
}
