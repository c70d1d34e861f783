using System.Net;
using System.Text;
using Amazon.Runtime;

namespace SageTasks.Storage.S3.Tests;

/// <summary>
/// S3 as its API reference describes it, in memory: it keeps to every condition, verifies every checksum, and refuses what the store must
/// not send. Virtual-hosted style only.
/// </summary>
internal sealed partial class StrictS3 : HttpClientFactory
{
    private const int PageSize = 3;
    private readonly SortedDictionary<string, StrictObject> _objects = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Everything that arrived, in order.</summary>
    public List<StrictRequest> Requests { get; } = [];

    /// <summary>What happens to the next writes.</summary>
    public Queue<StrictFault> Faults { get; } = new();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this)) { Timeout = Timeout.InfiniteTimeSpan };

    public S3Store Store(S3Options? options = null) => new(
        options ?? new S3Options { Region = "eu-west-1", AccessKey = "AKIDEXAMPLE", SecretKey = "a-secret-that-never-shows", MaxRetries = 2 }, TimeProvider.System, this);

    private HttpResponseMessage Answer(StrictRequest request)
    {
        lock (_lock)
        {
            Requests.Add(request);
            if (request.Complaint() is { } complaint)
            {
                return Refusal(400, "NotWhatThisStoreMaySend", complaint);
            }

            var fault = request.IsWrite && Faults.TryDequeue(out var next) ? next : StrictFault.None;
            if (fault == StrictFault.Conflict)
            {
                return Refusal(409, "ConditionalRequestConflict", "A conflicting conditional operation is currently in progress.");
            }

            var answer = Route(fault == StrictFault.DamageBody ? request.Damaged() : request);
            if (fault == StrictFault.Overtake)
            {
                var theirs = "somebody else's"u8.ToArray();
                _objects[request.Key] = _objects[request.Key] with { Bytes = theirs, Tag = StrictObject.TagOf(theirs) };
            }

            return fault == StrictFault.LoseReply ? throw new HttpRequestException("The reply was lost.") : answer;
        }
    }

    private HttpResponseMessage Route(StrictRequest request) => (request.Method, request.Key.Length == 0, request.UploadId is not null) switch
    {
        ("GET", true, _) => request.Query.ContainsKey("uploads") ? ListUploads() : ListObjects(request),
        ("POST", _, false) => Begin(request),
        ("PUT", _, true) => PutPart(request),
        ("GET", _, true) => ListParts(request),
        ("POST", _, true) => Complete(request),
        ("DELETE", _, true) => Abort(request),
        ("PUT", _, _) => request.Header("x-amz-copy-source") is null ? Put(request) : Copy(request),
        ("GET" or "HEAD", _, _) => Get(request),
        ("DELETE", _, _) => Delete(request),
        _ => Refusal(405, "MethodNotAllowed", request.Method),
    };

    private HttpResponseMessage Put(StrictRequest request)
    {
        if (request.WrongChecksum() is { } wrong)
        {
            return Refusal(400, "BadDigest", wrong);
        }

        return Condition(request) ?? Stored(request.Key, StrictObject.Of(request));
    }

    private HttpResponseMessage Copy(StrictRequest request)
    {
        var source = Uri.UnescapeDataString(request.Header("x-amz-copy-source")!).TrimStart('/').Split('/', 2)[1];
        if (!_objects.TryGetValue(source, out var from))
        {
            return Refusal(404, "NoSuchKey", source);
        }

        if (request.Header("x-amz-copy-source-if-match") is { } tag && tag != from.Tag)
        {
            return Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        if (Condition(request) is { } refusal)
        {
            return refusal;
        }

        Stored(request.Key, StrictObject.Of(request) with { Bytes = from.Bytes, Tag = StrictObject.TagOf(from.Bytes) });
        return Xml($"<CopyObjectResult><ETag>{Escape(_objects[request.Key].Tag)}</ETag></CopyObjectResult>");
    }

    private HttpResponseMessage Stored(string key, StrictObject made)
    {
        _objects[key] = made;
        var answer = Plain(200, []);
        answer.Headers.TryAddWithoutValidation("ETag", made.Tag);
        return answer;
    }

    private HttpResponseMessage? Condition(StrictRequest request)
    {
        var there = _objects.GetValueOrDefault(request.Key);
        return (request.Header("If-None-Match"), request.Header("If-Match")) switch
        {
            ("*", _) when there is not null => Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"),
            (_, not null) when there is null => Refusal(404, "NoSuchKey", "The specified key does not exist."),
            (_, { } tag) when tag != there!.Tag => Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"),
            _ => null,
        };
    }

    private HttpResponseMessage Get(StrictRequest request)
    {
        if (!_objects.TryGetValue(request.Key, out var found))
        {
            return request.Method == "HEAD" ? Plain(404, []) : Refusal(404, "NoSuchKey", "The specified key does not exist.");
        }

        if (request.Header("If-Match") is { } tag && tag != found.Tag)
        {
            return Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        return found.Answer(request) ?? Refusal(416, "InvalidRange", "The requested range is not satisfiable");
    }

    private HttpResponseMessage Delete(StrictRequest request)
    {
        _objects.Remove(request.Key);
        return Plain(204, []);
    }

    private HttpResponseMessage ListObjects(StrictRequest request)
    {
        var prefix = request.Query.GetValueOrDefault("prefix", "");
        var after = request.Query.GetValueOrDefault("continuation-token");
        var keys = _objects.Keys.Order(ByUtf8).Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || ByUtf8.Compare(key, after) > 0)).ToList();
        var page = keys.Take(PageSize).ToList();
        var next = keys.Count > PageSize ? $"<NextContinuationToken>{Escape(page[^1])}</NextContinuationToken>" : "";
        var contents = page.Select(key =>
            $"<Contents><Key>{Escape(WebUtility.UrlEncode(key))}</Key><Size>{_objects[key].Bytes.Length}</Size><ETag>{Escape(_objects[key].Tag)}</ETag>"
            + "<LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>");
        return Xml($"<ListBucketResult><IsTruncated>{(next.Length > 0 ? "true" : "false")}</IsTruncated>{next}{string.Concat(contents)}</ListBucketResult>");
    }

    private static Comparer<string> ByUtf8 { get; } = Comparer<string>.Create(static (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private static HttpResponseMessage Refusal(int status, string code, string message) =>
        Xml($"<Error><Code>{code}</Code><Message>{Escape(message)}</Message><RequestId>REQUEST7</RequestId></Error>", status);

    private static HttpResponseMessage Xml(string text, int status = 200)
    {
        var answer = Plain(status, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}"));
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", "application/xml");
        return answer;
    }

    private static HttpResponseMessage Plain(int status, byte[] bytes)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(bytes) };
        answer.Headers.TryAddWithoutValidation("x-amz-request-id", "REQUEST7");
        return answer;
    }

    private sealed class Handler(StrictS3 server) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = server.Answer(await StrictRequest.ReadAsync(request, cancellationToken));
            answer.RequestMessage = request;
            return answer;
        }
    }
}
