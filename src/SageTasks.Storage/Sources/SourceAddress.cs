namespace SageTasks.Storage;

/// <summary>A URL with the headers that requests to it need. Both may grant access by themselves: neither is ever shown.</summary>
/// <param name="url">The URL.</param>
/// <param name="headers">The headers; null for none.</param>
internal sealed class SourceAddress(Uri url, IReadOnlyDictionary<string, string>? headers = null)
{
    public Uri Url { get; } = url;

    public IReadOnlyDictionary<string, string> Headers { get; } = headers ?? new Dictionary<string, string>(StringComparer.Ordinal);
}
