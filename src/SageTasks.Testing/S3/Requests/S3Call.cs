using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>A request with the bucket and the key that its path names.</summary>
internal sealed class S3Call
{
    private const int LongestKey = 1024;

    public S3Call(LocalRequest request)
    {
        Request = request;
        var path = request.RawPath.TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        Bucket = Uri.UnescapeDataString(slash < 0 ? path : path[..slash]);

        // Everything behind the bucket's slash is the key: slashes at its end and in a row are part of it.
        Key = slash < 0 ? "" : Uri.UnescapeDataString(path[(slash + 1)..]);
    }

    public LocalRequest Request { get; }

    /// <summary>Empty for the service itself.</summary>
    public string Bucket { get; }

    /// <summary>Empty for the bucket itself.</summary>
    public string Key { get; }

    public string Place => Key.Length > 0 ? "object" : Bucket.Length > 0 ? "bucket" : "service";

    /// <summary>Who signed; null for an anonymous request.</summary>
    public Signer? Signer { get; set; }

    public string? Header(string name) => Request.Header(name) is { Length: > 0 } value ? value : null;

    public string? Query(string name) => Request.QueryValue(name);

    /// <summary>A number of the query within bounds; the default where it is not there.</summary>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Query(name) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? Math.Min(number, most)
            : throw new S3Refusal(S3Error.InvalidArgument(name, text, $"Provided {name} not an integer or within integer range"));
    }

    public void CheckKey()
    {
        if (System.Text.Encoding.UTF8.GetByteCount(Key) > LongestKey)
        {
            throw new S3Refusal(new S3Error(400, "KeyTooLongError", "Your key is too long", ("MaxSizeAllowed", "1024")));
        }
    }

    /// <summary>The body as the client means it: without framing, its signature or digest compared when it has been read to its end.</summary>
    public Payload OpenPayload() => Payload.Open(this);

    /// <summary>The whole of a small body.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadBodyAsync(CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await OpenPayload().Stream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }
}
