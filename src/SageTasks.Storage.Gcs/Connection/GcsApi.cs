using System.Globalization;
using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>The requests to Cloud Storage's JSON API, one method per endpoint.</summary>
internal sealed class GcsApi(ApiTransport transport, string? userProject, ApiOptions options, TimeProvider time)
{
    private const string ListFields = "nextPageToken,items(name,generation,size,contentType,crc32c,md5Hash,timeCreated)";
    private const int PageSize = 1000;

    // Slower than this, an upload is given up as stuck.
    private const double SlowestBytesPerSecond = 64 * 1024;

    public RetryOptions Retry => options.Retry;

    public TimeProvider Time => time;

    /// <summary>Asks for an object's metadata: <c>GET /storage/v1/b/{bucket}/o/{object}</c>; null where it is not there.</summary>
    public Task<StoredObject?> FindAsync(Location location, CancellationToken cancellationToken) =>
        transport.GetOrDefaultAsync(Paid(ObjectPath(location)), GcsJson.Default.StoredObject, cancellationToken);

    /// <summary>Asks for an object's bytes: <c>GET /storage/v1/b/{bucket}/o/{object}?alt=media</c>.</summary>
    public Task<ApiStreamResponse> ReadAsync(Location location, string? range, long? generation, CancellationToken cancellationToken)
    {
        // Whoever does not take gzip gets packed objects unpacked, without ranges: not the bytes that are stored.
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Accept-Encoding"] = "gzip" };
        if (range is not null)
        {
            headers["Range"] = range;
        }

        var request = new ApiRequest
        {
            Path = Paid(ObjectPath(location).Query("alt", "media").Query("ifGenerationMatch", generation)),
            Safety = RequestSafety.Safe,
            Headers = headers,
            Accept = static status => status is 412 or 416,
        };
        return transport.OpenAsync(request, cancellationToken);
    }

    /// <summary>Lists one page: <c>GET /storage/v1/b/{bucket}/o</c>.</summary>
    public async Task<TokenPage<StoredObject>> ListAsync(Location prefix, string? token, CancellationToken cancellationToken)
    {
        var path = RequestPath.Of($"/storage/v1/b/{prefix.Authority}/o")
            .Query("prefix", prefix.Path.Length == 0 ? null : prefix.Path)
            .Query("maxResults", PageSize)
            .Query("pageToken", token)
            .Query("fields", ListFields);
        var page = await transport.GetAsync(Paid(path), GcsJson.Default.ObjectPage, cancellationToken).ConfigureAwait(false);
        return new TokenPage<StoredObject> { Items = page.Items ?? [], NextToken = page.NextPageToken };
    }

    /// <summary>Writes an object with one request: <c>POST /upload/storage/v1/b/{bucket}/o?uploadType=multipart</c>.</summary>
    public async Task<StoredObject> InsertAsync(
        Location location, NewObject description, ObjectContent content, long? ifGeneration, RequestSafety safety, CancellationToken cancellationToken)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = Paid(RequestPath.Of($"/upload/storage/v1/b/{location.Authority}/o").Query("uploadType", "multipart").Query("ifGenerationMatch", ifGeneration)),
            Safety = safety,
            Content = () => Related(description, content),
            AttemptTimeout = TimeFor(content.Length),
        };
        var answer = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Read(GcsJson.Default.StoredObject);
    }

    /// <summary>Begins a resumable session: <c>POST /upload/storage/v1/b/{bucket}/o?uploadType=resumable</c>.</summary>
    public async Task<(Uri Session, DateTimeOffset? At)> BeginAsync(
        Location location, NewObject description, long? ifGeneration, CancellationToken cancellationToken)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = Paid(RequestPath.Of($"/upload/storage/v1/b/{location.Authority}/o").Query("uploadType", "resumable").Query("ifGenerationMatch", ifGeneration)),
            // A second session does no harm: it is forgotten after a week.
            Safety = RequestSafety.Idempotent,
            Content = () => Json(description),
        };
        var answer = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(answer.Header("Location"), UriKind.Absolute, out var session)
            ? (session, answer.ServerTime)
            : throw new TransferException($"{location}: Cloud Storage began an upload without saying where to send it.");
    }

    /// <summary>Sends bytes to a session, or asks how far it is: <c>PUT</c> to its address, which needs no token.</summary>
    public async Task<SessionAnswer> PutAsync(
        Uri session, string contentRange, ContentSlice? slice, RequestSafety safety, CancellationToken cancellationToken)
    {
        var request = new ApiRequest
        {
            Method = HttpMethod.Put,
            Absolute = session,
            Safety = safety,
            Content = () => slice is null ? new ByteArrayContent([]) : new SliceBody(slice, options.StallTimeout, time),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Range"] = contentRange },
            Accept = static status => status is 308 or 404 or 410 or 499,
            AttemptTimeout = TimeFor(slice?.Length ?? 0),
        };
        return SessionAnswer.Of(await transport.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives a session up: <c>DELETE</c> to its address. 499 is the answer to a session that was there, 400 to a finished one.</summary>
    public Task CancelAsync(Uri session, CancellationToken cancellationToken) => transport.SendAsync(
        new ApiRequest
        {
            Method = HttpMethod.Delete,
            Absolute = session,
            Safety = RequestSafety.Idempotent,
            Accept = static status => status is 400 or 404 or 410 or 499,
        },
        cancellationToken);

    /// <summary>Copies, or a step of it: <c>POST /storage/v1/b/{bucket}/o/{object}/rewriteTo/b/{bucket}/o/{object}</c>.</summary>
    public async Task<RewriteStep> RewriteAsync(
        Location source, long? sourceGeneration, Location destination, NewObject? description, long? ifGeneration, string? token, RequestSafety safety, CancellationToken cancellationToken)
    {
        var path = RequestPath.Of($"/storage/v1/b/{source.Authority}/o/{source.Path}/rewriteTo/b/{destination.Authority}/o/{destination.Path}")
            .Query("sourceGeneration", sourceGeneration)
            .Query("ifGenerationMatch", ifGeneration)
            .Query("rewriteToken", token);
        var request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = Paid(path),
            Safety = safety,
            Content = description is null ? null : () => Json(description),
        };
        var answer = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Read(GcsJson.Default.RewriteStep);
    }

    /// <summary>Deletes an object: <c>DELETE /storage/v1/b/{bucket}/o/{object}</c>; one that is not there is fine.</summary>
    public Task DeleteAsync(Location location, CancellationToken cancellationToken) => transport.SendAsync(
        new ApiRequest
        {
            Method = HttpMethod.Delete,
            Path = Paid(ObjectPath(location)),
            Safety = RequestSafety.Idempotent,
            Accept = static status => status == 404,
        },
        cancellationToken);

    public override string ToString() => transport.ToString();

    private static RequestPath ObjectPath(Location location) => RequestPath.Of($"/storage/v1/b/{location.Authority}/o/{location.Path}");

    private RequestPath Paid(RequestPath path) => path.Query("userProject", userProject);

    private TimeSpan TimeFor(long bytes) => options.AttemptTimeout + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond);

    private MultipartContent Related(NewObject description, ObjectContent content)
    {
        var media = new SliceBody(new ContentSlice(content, 0, content.Length), options.StallTimeout, time);
        media.Headers.TryAddWithoutValidation("Content-Type", description.ContentType ?? "application/octet-stream");
        // Quotes around the boundary are allowed, and still trip some servers up.
        var boundary = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var related = new MultipartContent("related", boundary) { Json(description), media };
        related.Headers.Remove("Content-Type");
        related.Headers.TryAddWithoutValidation("Content-Type", $"multipart/related; boundary={boundary}");
        return related;
    }

    private static JsonBody Json(NewObject description) => new(JsonSerializer.SerializeToUtf8Bytes(description, GcsJson.Default.NewObject));
}
