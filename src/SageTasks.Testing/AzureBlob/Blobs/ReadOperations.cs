using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>Blobs: get, get properties, get metadata.</summary>
internal sealed class ReadOperations(AzureWorld world)
{
    private const int MostDigested = 4 * 1024 * 1024;

    public void Map(AzureOperations operations)
    {
        operations.Map("GET blob", GetAsync);
        operations.Map("HEAD blob", Head);
        operations.Map("GET blob?metadata", Head);
        operations.Map("HEAD blob?metadata", Head);
    }

    private LocalAnswer Head(AzureCall call)
    {
        var blob = world.Get(call.Container, call.Blob);
        if (Conditions.Of(call).IsUnchanged(blob))
        {
            return Unchanged(blob);
        }

        return new LocalAnswer
        {
            Status = 200,
            ContentType = blob.Fields.ContentType,
            Length = call.Request.Method == "HEAD" ? blob.Size : 0,
            Headers = [.. BlobAnswers.Headers(blob), .. Digest("Content-MD5", blob)],
            Writer = (_, _) => Task.CompletedTask,
        };
    }

    private async ValueTask<LocalAnswer> GetAsync(AzureCall call, CancellationToken stopping)
    {
        var (blob, bytes) = world.Open(call.Container, call.Blob);
        try
        {
            if (Conditions.Of(call).IsUnchanged(blob))
            {
                bytes.Dispose();
                return Unchanged(blob);
            }

            return await AnswerAsync(call, blob, bytes).ConfigureAwait(false);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static async Task<LocalAnswer> AnswerAsync(AzureCall call, BlobDocument blob, HeldBytes bytes)
    {
        var range = RangeOf(call, blob.Size);
        var (first, length) = range ?? new ByteRange(0, blob.Size);
        var headers = BlobAnswers.Headers(blob).Concat(Digest(range is null ? "Content-MD5" : "x-ms-blob-content-md5", blob)).ToList();
        if (range is not null)
        {
            headers.Add(new("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{first + length - 1}/{blob.Size}")));
            headers.AddRange(await RangeDigestsAsync(call, bytes, range.Value).ConfigureAwait(false));
        }

        return new LocalAnswer
        {
            Status = range is null ? 200 : 206,
            ContentType = blob.Fields.ContentType,
            Length = length,
            Headers = headers,
            Source = bytes,
            Writer = (output, cancellationToken) => bytes.CopyAsync(first, length, chunk => output.WriteAsync(chunk, cancellationToken)),
        };
    }

    // x-ms-range goes before Range; Azure has no ranges that count from the end.
    private static ByteRange? RangeOf(AzureCall call, long size)
    {
        var header = call.Header("x-ms-range") ?? call.Header("Range");
        if (header?.StartsWith("bytes=-", StringComparison.Ordinal) == true)
        {
            return null;
        }

        var range = ByteRange.Parse(header, size, out var satisfiable);
        return satisfiable ? range : throw new AzureRefusal(AzureError.InvalidRange);
    }

    /// <summary>The digests of the range itself, for clients that ask for them.</summary>
    private static async Task<IEnumerable<KeyValuePair<string, string>>> RangeDigestsAsync(AzureCall call, HeldBytes bytes, ByteRange range)
    {
        var (wantsMd5, wantsCrc) = (call.Header("x-ms-range-get-content-md5") == "true", call.Header("x-ms-range-get-content-crc64") == "true");
        if (!wantsMd5 && !wantsCrc)
        {
            return [];
        }

        if (range.Length > MostDigested || (wantsMd5 && wantsCrc))
        {
            throw new AzureRefusal(new AzureError(400, "OutOfRangeInput", "One of the request inputs is out of range: a range with a digest of its own has at most 4 MiB."));
        }

        using var memory = new MemoryStream();
        await bytes.CopyAsync(range.First, range.Length, chunk => memory.WriteAsync(chunk)).ConfigureAwait(false);
        var all = memory.ToArray();
        return wantsMd5
            ? [new("Content-MD5", Convert.ToBase64String(Md5Digest.Of(all)))]
            : [new("x-ms-content-crc64", BodyReceiver.Crc64Of(ReflectedCrc.Crc64.Append(0, all)))];
    }

    private static IEnumerable<KeyValuePair<string, string>> Digest(string header, BlobDocument blob) =>
        blob.Fields.ContentMd5 is { } md5 ? [new(header, md5)] : [];

    private static LocalAnswer Unchanged(BlobDocument blob) =>
        LocalAnswer.Empty(304).With("ETag", blob.Tag).With("Last-Modified", BlobAnswers.HttpTime(blob.Modified));
}
