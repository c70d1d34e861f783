using System.Globalization;
using System.Net.Http.Headers;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs.Models;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>Looking at blobs (<c>Get Blob Properties</c>) and reading stretches of them (<c>Get Blob</c>).</summary>
internal sealed class AzureReads(AzureSession session)
{
    // The version of the service that the library speaks as well.
    private const string ServiceVersion = "2023-08-03";
    private const int Partial = 206;
    private const int RangeNotSatisfiable = 416;

    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken) =>
        await HeadAsync(location, cancellationToken).ConfigureAwait(false) is { } answer && !AzureMetadata.IsFolder(answer.Metadata)
            ? AzureObjects.Describe(location, answer)
            : null;

    /// <summary>What Azure says of a blob; null where there is none.</summary>
    public async Task<BlobProperties?> HeadAsync(Location location, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobProperties> answer = await session.AskAsync(
                "HEAD", location, token => session.Blob(location).GetPropertiesAsync(cancellationToken: token), cancellationToken).ConfigureAwait(false);
            return answer.Value;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>What Azure says of a blob that was just written.</summary>
    public async Task<ObjectInfo> WrittenAsync(Location location, long size, string tag, CancellationToken cancellationToken) =>
        WrittenObject.Of(await StatAsync(location, cancellationToken).ConfigureAwait(false), location, size, tag);

    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await session.ReadAsync(location, request => Prepare(request, range, pin), cancellationToken).ConfigureAwait(false);
            return Accept(answer, location, range, pin);
        }
        catch (PreconditionFailedException e)
        {
            throw new SourceChangedException($"{location} is no longer the version {pin}.", e);
        }
        catch (InvalidRequestException e) when (e.Error.Status == RangeNotSatisfiable)
        {
            return await RangeRequest.EmptyAsync(StatAsync, location, range, pin, e, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Prepare(Request request, ByteRange range, ObjectVersion? pin)
    {
        request.Headers.Add("x-ms-version", ServiceVersion);
        request.Headers.Add("Accept", "application/octet-stream");
        if (range != ByteRange.All)
        {
            request.Headers.Add("x-ms-range", RangeRequest.Header(range));
        }

        if (pin is { IsStrong: true })
        {
            request.Headers.Add("If-Match", pin.Tag!);
        }
    }

    private static ObjectBody Accept(HttpMessage message, Location location, ByteRange range, ObjectVersion? pin)
    {
        var accepted = false;
        try
        {
            var sent = message.Response.Status == Partial ? RangeRequest.Sent(Range(message.Response), location, range) : null;
            var version = Version(message.Response.Headers, sent);
            if (pin is not null && !pin.Matches(version))
            {
                throw new SourceChangedException($"{location} was the version {pin} and is now {version}.");
            }

            var body = message.ExtractResponseContent() ?? Stream.Null;
            accepted = true;
            return new ObjectBody(body, version, new MessageOwner(message))
            {
                Offset = sent?.From ?? 0,
                Length = sent is null ? message.Response.Headers.ContentLengthLong : sent.To - sent.From + 1,
                IsRange = sent is not null || range == ByteRange.All,
                Info = AzureObjects.Describe(location, version, message.Response),
            };
        }
        finally
        {
            if (!accepted)
            {
                message.Dispose();
            }
        }
    }

    private static string? Range(Response answer) => answer.Headers.TryGetValue("Content-Range", out var text) ? text : null;

    private static ObjectVersion Version(ResponseHeaders headers, ContentRangeHeaderValue? sent) => new()
    {
        Size = sent is null ? headers.ContentLengthLong : sent.Length,
        Tag = headers.ETag is { } tag ? AzureObjects.Tag(tag) : null,
        LastModified = headers.TryGetValue("Last-Modified", out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
    };

    private sealed class MessageOwner(HttpMessage message) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            message.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
