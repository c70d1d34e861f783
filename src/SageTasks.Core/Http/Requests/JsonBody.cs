using System.Net.Http.Headers;

namespace SageTasks.Http;

/// <summary>A body of JSON for <see cref="ApiRequest.Content"/>.</summary>
public sealed class JsonBody : ByteArrayContent
{
    /// <summary>Wraps bytes that are JSON already.</summary>
    public JsonBody(byte[] json)
        : base(json) => Headers.ContentType = new MediaTypeHeaderValue("application/json");
}
