using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>Looking at objects (<c>HeadObject</c>) and reading stretches of them (<c>GetObject</c>), never by part number.</summary>
internal sealed class S3Reads(S3Session session)
{
    private const int RangeNotSatisfiable = 416;

    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken) =>
        await HeadAsync(location, cancellationToken).ConfigureAwait(false) is { } answer ? S3Objects.Describe(location, answer) : null;

    /// <summary>What S3 says of an object; null where there is none.</summary>
    public async Task<GetObjectMetadataResponse?> HeadAsync(Location location, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest
        {
            BucketName = location.Authority,
            Key = location.Path,
            ChecksumMode = ChecksumMode.ENABLED,
            RequestPayer = session.Payer,
        };
        try
        {
            return await session.AskAsync("HEAD", location, (client, token) => client.GetObjectMetadataAsync(request, token), cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>What S3 says of an object that was just written.</summary>
    public async Task<ObjectInfo> WrittenAsync(Location location, long size, string? tag, CancellationToken cancellationToken) =>
        WrittenObject.Of(await StatAsync(location, cancellationToken).ConfigureAwait(false), location, size, tag);

    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest
        {
            BucketName = location.Authority,
            Key = location.Path,

            // Without a range the library would hash every byte on its way.
            ByteRange = new Amazon.S3.Model.ByteRange(RangeRequest.Header(range)),
            EtagToMatch = pin is { IsStrong: true } ? pin.Tag : null,
            RequestPayer = session.Payer,
        };
        try
        {
            var answer = await session.AskAsync("GET", location, (client, token) => client.GetObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
            return Accept(answer, location, range, pin);
        }
        catch (PreconditionFailedException e)
        {
            throw new SourceChangedException($"{location} is no longer the version {pin}.", e);
        }
        catch (ApiException e) when (e.Error.Status == RangeNotSatisfiable)
        {
            return await RangeRequest.EmptyAsync(StatAsync, location, range, pin, e, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ObjectBody Accept(GetObjectResponse answer, Location location, ByteRange range, ObjectVersion? pin)
    {
        var accepted = false;
        try
        {
            var sent = answer.HttpStatusCode == HttpStatusCode.PartialContent ? RangeRequest.Sent(answer.ContentRange, location, range) : null;
            var version = new ObjectVersion
            {
                Size = sent is null ? answer.ContentLength : sent.Length,
                Tag = S3Tags.Quoted(answer.ETag),
                LastModified = S3Objects.Time(answer.LastModified),
            };
            if (pin is not null && !pin.Matches(version))
            {
                throw new SourceChangedException($"{location} was the version {pin} and is now {version}.");
            }

            accepted = true;
            return new ObjectBody(answer.ResponseStream, version, new AnswerOwner(answer))
            {
                Offset = sent?.From ?? 0,
                Length = sent is null ? answer.ContentLength : sent.To - sent.From + 1,
                IsRange = sent is not null,
                Info = S3Objects.Describe(location, version, answer),
            };
        }
        finally
        {
            if (!accepted)
            {
                answer.Dispose();
            }
        }
    }

    private sealed class AnswerOwner(GetObjectResponse answer) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
