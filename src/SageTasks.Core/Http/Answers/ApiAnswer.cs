namespace SageTasks.Http;

/// <summary>An answer that reports a failure, body included, for the functions of <see cref="ApiPlatform"/>.</summary>
public sealed class ApiAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The headers, names without case, several values joined by comma and space.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body, decompressed, at most its first 64 KiB; empty where it could not be read.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The server's clock (<c>Date</c>); null where it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>A header's value; null where the answer has none.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
