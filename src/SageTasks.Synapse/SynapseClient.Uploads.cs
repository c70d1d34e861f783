using System.Text.Json.Serialization.Metadata;
using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    /// <summary>Starts an upload, or continues the one that the same request started before: <c>POST /file/multipart</c> (file
    /// service).</summary>
    /// <param name="request">The file. Every field is part of the upload's identity, the size of a part included.</param>
    /// <param name="forceRestart">Whether to forget what was uploaded before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The file is empty, or Synapse refuses its name.</exception>
    public virtual Task<MultipartUploadStatus> StartMultipartUploadAsync(
        MultipartUploadRequest request, bool forceRestart = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        SynapseName.Validate(request.FileName, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.FileSizeBytes, 1, nameof(request));
        return _file.SendAsync(
            HttpMethod.Post, RequestPath.Of($"/file/multipart").Query("forceRestart", forceRestart), RequestSafety.Idempotent, request,
            SynapseJson.Default.MultipartUploadRequest, SynapseJson.Default.MultipartUploadStatus, cancellationToken);
    }

    /// <summary>The addresses to which parts are sent: <c>POST /file/multipart/{uploadId}/presigned/url/batch</c> (file service). They live
    /// 15 minutes and are secrets.</summary>
    public virtual async Task<IReadOnlyList<PartUrl>> GetPartUrlsAsync(
        PartUrlRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var answer = await _file.SendAsync(
            HttpMethod.Post, $"/file/multipart/{request.UploadId}/presigned/url/batch", RequestSafety.Idempotent, request,
            SynapseJson.Default.PartUrlRequest, SynapseJson.Default.PartUrlPage, cancellationToken).ConfigureAwait(false);
        return answer.PartPresignedUrls;
    }

    /// <summary>Tells the server that a part was sent: <c>PUT /file/multipart/{uploadId}/add/{partNumber}</c> (file service). Look at
    /// <see cref="AddPartResult.AddPartState"/>: a refusal arrives inside an answer that succeeded.</summary>
    public virtual Task<AddPartResult> AddPartAsync(
        string uploadId, long partNumber, string partMd5Hex, CancellationToken cancellationToken = default) =>
        PutAsync(
            _file, RequestPath.Of($"/file/multipart/{uploadId}/add/{partNumber}").Query("partMD5Hex", partMd5Hex), SynapseJson.Default.AddPartResult, cancellationToken);

    /// <summary>Makes the file handle out of all parts: <c>PUT /file/multipart/{uploadId}/complete</c> (file service). A repeat answers the
    /// same.</summary>
    public virtual Task<MultipartUploadStatus> CompleteMultipartUploadAsync(
        string uploadId, CancellationToken cancellationToken = default) =>
        PutAsync(_file, RequestPath.Of($"/file/multipart/{uploadId}/complete"), SynapseJson.Default.MultipartUploadStatus, cancellationToken);

    /// <summary>Sends the bytes of a part to its signed address.</summary>
    internal Task SendPartAsync(PartUrl part, Func<HttpContent> content, TimeSpan attemptTimeout, CancellationToken cancellationToken)
    {
        var headers = part.SignedHeaders.ToLookup(header => header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase));
        HttpContent Make()
        {
            var body = content();
            foreach (var (name, value) in headers[true])
            {
                body.Headers.Remove(name);
                body.Headers.TryAddWithoutValidation(name, value);
            }

            return body;
        }

        return _file.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Put,
                Absolute = new Uri(part.UploadPresignedUrl),
                Safety = RequestSafety.Idempotent,
                Content = Make,
                Headers = headers[false].ToDictionary(StringComparer.OrdinalIgnoreCase),
                AttemptTimeout = attemptTimeout,
            },
            cancellationToken);
    }

    private static async Task<T> PutAsync<T>(
        ApiTransport transport, RequestPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = await transport.SendAsync(
            new ApiRequest { Method = HttpMethod.Put, Path = path, Safety = RequestSafety.Idempotent }, cancellationToken)
                .ConfigureAwait(false);
        return answer.Read(type);
    }
}
