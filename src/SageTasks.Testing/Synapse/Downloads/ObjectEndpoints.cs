using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>The object store behind signed URLs, in the manner of S3: <c>/s3/{bucket}/{key}</c>.</summary>
internal sealed class ObjectEndpoints(SynapseStore store, Blobs blobs, BlobWriter writer, Uploads uploads, SignedUrls urls)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /s3/{bucket}/{key*}", Get);
        routes.Map("PUT /s3/{bucket}/{key*}", PutAsync, streams: true);
    }

    private LocalAnswer Get(LocalRequest request)
    {
        if (request.Method != "GET")
        {
            return S3Error.MethodNotAllowed.ToAnswer();
        }

        var (error, blob) = store.Run(() => (urls.Check(request), blobs.Find(request["bucket"], request["key"])));
        if (error is not null)
        {
            return error.ToAnswer();
        }

        if (blob is null)
        {
            return S3Error.NoSuchKey.ToAnswer();
        }

        var etag = $"\"{blob.ETag}\"";
        if (request.Header("If-Match") is { } wanted && wanted != etag && wanted != "*")
        {
            return S3Error.PreconditionFailed.ToAnswer();
        }

        if (request.Header("If-None-Match") == etag)
        {
            return LocalAnswer.Empty(304).With("ETag", etag);
        }

        var size = Blobs.LengthOf(blob);
        var range = ByteRange.Parse(request.Header("Range"), size, out var satisfiable);
        if (!satisfiable)
        {
            return S3Error.InvalidRange.ToAnswer().With("Content-Range", $"bytes */{size}");
        }

        var (first, length) = range ?? new ByteRange(0, size);
        var answer = new LocalAnswer
        {
            Status = range is null ? 200 : 206,
            ContentType = blob.ContentType,
            Length = length,
            Writer = (output, cancellationToken) => blobs.CopyAsync(Blobs.Slice(blob.Segments, first, length), output, cancellationToken),
            Headers =
            [
                new("ETag", etag),
                new("Accept-Ranges", "bytes"),
                new("Last-Modified", blob.LastModified.ToString("R", CultureInfo.InvariantCulture)),
                new("Content-Disposition", $"attachment; filename=\"{blob.FileName}\""),
            ],
        };
        return range is null ? answer : answer.With("Content-Range", $"bytes {first}-{first + length - 1}/{size}");
    }

    private async ValueTask<LocalAnswer> PutAsync(LocalRequest request, CancellationToken stopping)
    {
        var (error, target) = store.Run(() => (urls.Check(request), uploads.OfUrl(request["bucket"], request["key"], request.QueryValue("partNumber"))));
        if (error is not null)
        {
            return error.ToAnswer();
        }

        if (target is not var (upload, number))
        {
            return S3Error.NoSuchKey.ToAnswer();
        }

        try
        {
            if (upload.Request.ConcreteType == Uploads.CopyRequest)
            {
                return Copy(upload, number);
            }

            var part = await writer.WriteAsync(request.BodyStream, stopping).ConfigureAwait(false);
            store.Run(() => uploads.Receive(upload, number, part));
            return LocalAnswer.Empty(200).With("ETag", $"\"{part.Md5}\"");
        }
        catch (IOException)
        {
            return S3Error.IncompleteBody.ToAnswer();
        }
        catch (SynapseError)
        {
            return S3Error.NoSuchKey.ToAnswer();
        }
    }

    private LocalAnswer Copy(Upload upload, long number)
    {
        var part = store.Run(() =>
        {
            var copied = uploads.CopiedPart(upload, number);
            uploads.Receive(upload, number, copied);
            return copied;
        });
        return LocalAnswer.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CopyPartResult><ETag>\"{part.Md5}\"</ETag></CopyPartResult>", "application/xml");
    }
}
