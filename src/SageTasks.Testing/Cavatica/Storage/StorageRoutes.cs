using System.Globalization;

namespace SageTasks.Testing.Cavatica;

/// <summary>The object store behind signed addresses: it sends files and takes in parts.</summary>
internal sealed class StorageRoutes(CavaticaWorld world, SignedAddresses addresses, FileBook files, FileContents contents, UploadBook uploads)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /objects/{id}", Get);
        routes.Map("PUT /parts/{upload}/{number}", PutAsync, streams: true);
    }

    private LocalAnswer Get(LocalRequest request)
    {
        lock (world.Lock)
        {
            return addresses.Check(request) ?? Send(request);
        }
    }

    private LocalAnswer Send(LocalRequest request)
    {
        if (files.Table.Find(request["id"]) is not { IsFolder: false } file)
        {
            return NoSuchKey();
        }

        var etag = $"\"{file.ETag}\"";
        if (request.Header("If-Match") is { } wanted && wanted != etag && wanted != "*")
        {
            return SignedAddresses.Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        var range = ByteRange.Parse(request.Header("Range"), file.Size, out var satisfiable);
        if (!satisfiable)
        {
            return SignedAddresses.Refusal(416, "InvalidRange", "The requested range is not satisfiable").With("Content-Range", $"bytes */{file.Size}");
        }

        var stretch = range ?? new ByteRange(0, file.Size);
        var answer = contents.Answer(file, stretch, range is null ? 200 : 206)?.With("ETag", etag).With("Accept-Ranges", "bytes");
        return range is null || answer is null
            ? answer ?? NoSuchKey()
            : answer.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {stretch.First}-{stretch.First + stretch.Length - 1}/{file.Size}"));
    }

    private async ValueTask<LocalAnswer> PutAsync(LocalRequest request, CancellationToken stopping)
    {
        var (id, number) = (request["upload"], int.Parse(request["number"], CultureInfo.InvariantCulture));
        if (addresses.Check(request) is { } refused)
        {
            return refused;
        }

        StoredBytes bytes;
        using var md5 = Md5Digest.Start();
        try
        {
            bytes = await files.Bytes.WriteAsync(request.BodyStream, md5.AppendData, stopping).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return SignedAddresses.Refusal(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");
        }

        var etag = Convert.ToHexStringLower(md5.GetHashAndReset());
        lock (world.Lock)
        {
            if (uploads.Receive(id, new UploadPart { Number = number, ETag = etag, Bytes = bytes }))
            {
                return LocalAnswer.Empty(200).With("ETag", $"\"{etag}\"");
            }
        }

        files.Bytes.Delete([bytes]);
        return SignedAddresses.Refusal(404, "NoSuchUpload", "The specified multipart upload does not exist.");
    }

    private static LocalAnswer NoSuchKey() => SignedAddresses.Refusal(404, "NoSuchKey", "The specified key does not exist.");
}
