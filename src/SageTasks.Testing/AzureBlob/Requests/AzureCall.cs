namespace SageTasks.Testing.AzureBlob;

/// <summary>A request with the container and the blob that its path names.</summary>
internal sealed class AzureCall
{
    public AzureCall(LocalRequest request)
    {
        Request = request;
        var path = request.RawPath.TrimStart('/').Split('/', 3);
        AccountName = Uri.UnescapeDataString(path[0]);
        Container = path.Length > 1 ? Uri.UnescapeDataString(path[1]) : "";

        // Everything behind the container's slash is the name: slashes in a row are part of it.
        Blob = path.Length > 2 ? Uri.UnescapeDataString(path[2]) : "";
    }

    public LocalRequest Request { get; }

    public string AccountName { get; }

    /// <summary>Empty for the account itself.</summary>
    public string Container { get; }

    /// <summary>Empty for the container itself.</summary>
    public string Blob { get; }

    public string Place => Blob.Length > 0 ? "blob" : Container.Length > 0 ? "container" : "service";

    public string? Header(string name) => Request.Header(name) is { Length: > 0 } value ? value : null;

    public string? Query(string name) => Request.QueryValue(name);

    public Dictionary<string, string> Values() => Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    /// <summary>The whole of a small body.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadBodyAsync(CancellationToken cancellationToken)
    {
        if (!Request.Streams)
        {
            return Request.Body;
        }

        using var buffer = new MemoryStream();
        await Request.BodyStream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }
}
