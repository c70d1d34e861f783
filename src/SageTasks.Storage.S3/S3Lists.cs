using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>All objects under a prefix (<c>ListObjectsV2</c>), and all uploads that have begun (<c>ListMultipartUploads</c>).</summary>
internal sealed class S3Lists(S3Session session)
{
    // A page may be empty and still have a next one, behind many deleted objects.
    private static readonly PagingOptions Paging = new() { EmptyPage = EmptyPageRule.Continue, MaxPages = int.MaxValue };

    public IAsyncEnumerable<ObjectInfo> ObjectsAsync(Location prefix, CancellationToken cancellationToken) =>
        TokenPages.ReadAsync((token, ct) => ObjectPageAsync(prefix, token, ct), Paging, cancellationToken);

    public async IAsyncEnumerable<ObjectUpload> UploadsAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest
        {
            BucketName = prefix.Authority,
            Prefix = prefix.Path,
            Encoding = EncodingType.Url,
            RequestPayer = session.Payer,
        };
        for (var more = true; more;)
        {
            var page = await session.AskAsync("GET", prefix, (client, ct) => client.ListMultipartUploadsAsync(request, ct), cancellationToken).ConfigureAwait(false);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                yield return new ObjectUpload
                {
                    Location = Place(prefix, upload.Key),
                    Id = upload.UploadId,
                    Size = 0,
                    PartSize = 0,
                    StartedAt = S3Objects.Time(upload.Initiated),
                };
            }

            var next = (WebUtility.UrlDecode(page.NextKeyMarker), page.NextUploadIdMarker);
            more = page.IsTruncated == true;
            if (more && next == (request.KeyMarker, request.UploadIdMarker))
            {
                throw new PagingException($"{prefix}: the server gives the same mark for the next page of uploads twice: the list would never end.");
            }

            (request.KeyMarker, request.UploadIdMarker) = next;
        }
    }

    private async Task<TokenPage<ObjectInfo>> ObjectPageAsync(Location prefix, string? token, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = prefix.Authority,
            Prefix = prefix.Path,
            ContinuationToken = token,

            // XML cannot hold every character that a key may have.
            Encoding = EncodingType.Url,
            RequestPayer = session.Payer,
        };
        var page = await session.AskAsync("GET", prefix, (client, ct) => client.ListObjectsV2Async(request, ct), cancellationToken).ConfigureAwait(false);
        return new TokenPage<ObjectInfo>
        {
            Items = [.. (page.S3Objects ?? []).Select(found => Describe(prefix, found))],
            NextToken = page.IsTruncated == true ? page.NextContinuationToken : null,
        };
    }

    // A list does not say how an object is encrypted, hence not whether its tag is an MD5.
    private static ObjectInfo Describe(Location prefix, S3Object found) => new()
    {
        Location = Place(prefix, found.Key),
        Version = new ObjectVersion { Size = found.Size, Tag = S3Tags.Quoted(found.ETag), LastModified = S3Objects.Time(found.LastModified) },
    };

    private static Location Place(Location prefix, string key) => prefix.WithKey(WebUtility.UrlDecode(key));
}
