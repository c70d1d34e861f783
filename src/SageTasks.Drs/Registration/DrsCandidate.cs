using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>An object to be registered: bytes that lie somewhere already.</summary>
public sealed record DrsCandidate
{
    private static readonly string[] Types = ["https", "s3", "gs", "file", "ftp", "gsiftp", "globus", "htsget"];

    /// <summary>The id that it shall have, not percent-encoded; null lets it follow from content and scope (<see cref="DrsIds"/>), or lets the server choose
    /// where the client can't.</summary>
    public string? Id { get; init; }

    /// <summary>Its name, such as the file's.</summary>
    public string? Name { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Digests of the bytes: as many as are known, so that others find the object by theirs.</summary>
    public required IReadOnlyList<Digest> Digests { get; init; }

    /// <summary>Where the bytes lie: <c>https://</c>, <c>s3://</c>, <c>gs://</c>, <c>file://</c> and other types of DRS.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>What keeps equal bytes apart where they shall have ids of their own, such as a project; null for nothing.</summary>
    public string? Scope { get; init; }

    /// <summary>Media type.</summary>
    public string? MimeType { get; init; }

    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>A version, in words of your own.</summary>
    public string? Version { get; init; }

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    /// <summary>When the content was made; null for now, where the server needs a time.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    internal IReadOnlyList<DrsAccessMethod> AccessMethods =>
        [.. Urls.Select(url => new DrsAccessMethod { Type = new DrsAccessType(TypeOf(url)!), AccessUrl = new DrsAccessUrl { Url = url } })];

    /// <exception cref="ArgumentException">Something is missing or wrong; the message says what.</exception>
    internal void Check()
    {
        var problem = this switch
        {
            { Size: < 0 } => $"{nameof(Size)} is {Size}, and must not be negative.",
            { Digests: null or { Count: 0 } } => $"{nameof(Digests)} is empty: give one at least, such as SHA-256.",
            { Urls: null or { Count: 0 } } => $"{nameof(Urls)} is empty: say where the bytes lie.",
            { Id: { } id } when string.IsNullOrWhiteSpace(id) => $"{nameof(Id)} is blank: leave it null, or give one.",
            _ when Urls.FirstOrDefault(url => TypeOf(url) is null) is { } odd => $"'{odd}' in {nameof(Urls)} is no address of a kind that DRS has: {string.Join(", ", Types)}.",
            _ when Urls.FirstOrDefault(IsSigned) is { } signed => $"'{Http.Redaction.Uri(new Uri(signed))}' in {nameof(Urls)} is signed: it would expire, and give everyone access until then.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException(problem);
        }
    }

    private static string? TypeOf(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == "http" ? "https" : uri.Scheme) is var type && Types.Contains(type, StringComparer.Ordinal) ? type : null;

    private static bool IsSigned(string url) => Http.Redaction.Uri(new Uri(url)).Contains(Http.Redaction.Mark, StringComparison.Ordinal);
}
