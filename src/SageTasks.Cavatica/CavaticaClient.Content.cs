using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    private const int EndOfFile = 16 * 1024;

    /// <summary>A file behind signed addresses, which are asked for just before they are used. No token goes to their host.</summary>
    internal HttpRangedSource Source(CavaticaFile file) => new(_api, $"{file.Id} ({file.Name})", token => GetDownloadUrlAsync(file.Id, token));

    /// <summary>Sends a part to its signed address; answers the headers that are to be reported, without quotes.</summary>
    /// <exception cref="ApiException">The storage service refused, or its answer is none of those that mean success.</exception>
    internal async Task<IReadOnlyDictionary<string, string>> SendPartAsync(
        PartTarget target, Func<HttpContent> content, TimeSpan attemptTimeout, CancellationToken cancellationToken)
    {
        var request = new ApiRequest
        {
            Method = new HttpMethod(target.Method ?? "PUT"),
            Absolute = Uri.TryCreate(target.Url, UriKind.Absolute, out var url) ? url : throw Unexpected($"/upload/multipart", "the answer holds no address for the part"),
            Safety = RequestSafety.Idempotent,
            Content = () => WithHeaders(content(), target.Headers),
            Headers = target.Headers.Where(header => !IsOfContent(header.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase),
            AttemptTimeout = attemptTimeout,
        };
        var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (target.SuccessCodes.Count > 0 && !target.SuccessCodes.Contains(answer.Status))
        {
            throw new ServerFailureException(new ApiError
            {
                Platform = CavaticaApi.Name,
                Method = request.Method.Method,
                Uri = Redaction.Uri(url),
                Status = answer.Status,
                Reason = $"that status is none of those that mean success ({string.Join(", ", target.SuccessCodes)})",
            });
        }

        var wanted = target.Report?.Headers is { Count: > 0 } named ? named : ["ETag"];
        return wanted.Where(name => answer.Header(name) is not null).ToDictionary(name => name, name => answer.Header(name)!.Trim('"'), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The last bytes of a small text such as a log.</summary>
    internal virtual async Task<byte[]> ReadEndAsync(string fileId, CancellationToken cancellationToken)
    {
        var url = await GetDownloadUrlAsync(fileId, cancellationToken).ConfigureAwait(false);
        var request = new ApiRequest
        {
            Absolute = url,
            Safety = RequestSafety.Safe,
            Accept = static status => status == 416,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Range"] = FormattableString.Invariant($"bytes=-{EndOfFile}") },
        };
        var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 416)
        {
            // An empty file has no last bytes.
            return [];
        }

        return answer.Body.Length <= EndOfFile ? answer.Body.ToArray() : answer.Body[^EndOfFile..].ToArray();
    }

    private static HttpContent WithHeaders(HttpContent content, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers.Where(header => IsOfContent(header.Key)))
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }

        return content;
    }

    private static bool IsOfContent(string header) => header.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
}
