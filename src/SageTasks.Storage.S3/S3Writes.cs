using System.Security.Cryptography;
using Amazon.S3.Model;
using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>Writing an object with one request (<c>PutObject</c>), and deleting one (<c>DeleteObject</c>).</summary>
internal sealed class S3Writes(S3Session session, S3Reads reads, S3Checksums checksums)
{
    public const string DefaultContentType = "application/octet-stream";

    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        var digests = await checksums.OfObjectAsync(content, options, cancellationToken).ConfigureAwait(false);
        var writer = options.Mode == PutMode.Overwrite ? null : NewWriter();
        try
        {
            var answer = await Conflicts.RepeatAsync(
                () => DamagedBytes.SendAsync(location, content, digests, Send, cancellationToken), session.Time, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(answer.ETag)
                ? await reads.WrittenAsync(location, content.Length, null, cancellationToken).ConfigureAwait(false)
                : Describe(location, content, options, answer);
        }
        catch (ApiException e) when (writer is not null && Conditions.IsOpen(e, options.Mode))
        {
            return await ResolveAsync(location, options, writer, e, cancellationToken).ConfigureAwait(false);
        }

        Task<PutObjectResponse> Send() => session.SendAsync(
            location,
            content,
            (client, body, token) => client.PutObjectAsync(Request(location, content, options, digests, writer, body), token),
            cancellationToken);
    }

    public Task DeleteAsync(Location location, CancellationToken cancellationToken)
    {
        var request = new DeleteObjectRequest { BucketName = location.Authority, Key = location.Path, RequestPayer = session.Payer };
        return session.AskAsync("DELETE", location, (client, token) => client.DeleteObjectAsync(request, token), cancellationToken);
    }

    public static string NewWriter() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Whether what is there was written by this call, whose reply may have been lost; otherwise the refusal in the store's words.</summary>
    public async Task<ObjectInfo> ResolveAsync(
        Location location, PutOptions options, string writer, ApiException refusal, CancellationToken cancellationToken)
    {
        var found = await reads.HeadAsync(location, cancellationToken).ConfigureAwait(false);
        return found is not null && S3Metadata.Writer(found.Metadata) == writer
            ? S3Objects.Describe(location, found)
            : throw Conditions.Refusal(location, options, refusal);
    }

    private PutObjectRequest Request(
        Location location, ObjectContent content, PutOptions options, IReadOnlyList<Digest> digests, string? writer, Stream body)
    {
        var request = new PutObjectRequest
        {
            BucketName = location.Authority,
            Key = location.Path,
            InputStream = body,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            DisablePayloadSigning = session.IsEncrypted ? true : null,
            ContentType = options.ContentType ?? DefaultContentType,
            IfNoneMatch = options.Mode == PutMode.CreateNew ? "*" : null,
            IfMatch = options.IfMatch?.Tag,
            RequestPayer = session.Payer,
        };
        S3Metadata.Write(request.Metadata, writer is null ? options.Metadata : S3Metadata.Marked(options.Metadata, writer));
        S3Checksums.Apply(request, digests);
        return request;
    }

    private static ObjectInfo Describe(Location location, ObjectContent content, PutOptions options, PutObjectResponse answer) => new()
    {
        Location = location,
        Version = new ObjectVersion { Size = content.Length, Tag = S3Tags.Quoted(answer.ETag) },
        ContentType = options.ContentType ?? DefaultContentType,
        Metadata = options.Metadata.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal),
    };
}
