using SageTasks.Http;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    private const int EndOfFile = 16 * 1024;

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
}
