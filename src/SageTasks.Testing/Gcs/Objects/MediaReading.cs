using System.Globalization;
using System.IO.Compression;

namespace SageTasks.Testing.Gcs;

/// <summary>An object's bytes, or a stretch of them. The checksums in the headers are always those of the whole stored object.</summary>
internal static class MediaReading
{
    public static LocalAnswer Answer(LocalRequest request, ObjectDocument stored, GcsFiles files)
    {
        if (stored.Fields.ContentEncoding == "gzip" && request.Header("Accept-Encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) != true)
        {
            return Transcoded(stored, files);
        }

        var range = ByteRange.Parse(request.Header("Range"), stored.Size, out var satisfiable);
        if (!satisfiable)
        {
            return LocalAnswer.Text("Request range not satisfiable", "text/html; charset=UTF-8", 416)
                .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{stored.Size}"));
        }

        var (first, length) = range ?? new ByteRange(0, stored.Size);
        var file = files.Open(stored.File);
        var answer = new LocalAnswer
        {
            Status = range is null ? 200 : 206,
            ContentType = stored.Fields.ContentType,
            Length = length,
            Headers = Headers(stored),
            Writer = async (output, cancellationToken) =>
            {
                using (file)
                {
                    await FileBytes.CopyAsync(file, first, length, chunk => output.WriteAsync(chunk, cancellationToken)).ConfigureAwait(false);
                }
            },
        };
        return range is null ? answer : answer.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{first + length - 1}/{stored.Size}"));
    }

    // Whoever does not say that it takes gzip gets the bytes unpacked: of unknown length, and all of them whatever range was asked for.
    private static LocalAnswer Transcoded(ObjectDocument stored, GcsFiles files)
    {
        var file = files.Open(stored.File);
        return new LocalAnswer
        {
            Status = 200,
            ContentType = stored.Fields.ContentType,
            Headers = [.. Headers(stored).Where(header => header.Key != "Content-Encoding"), new("Warning", "214 UploadServer gunzipped")],
            Writer = async (output, cancellationToken) =>
            {
                var stream = new FileStream(file, FileAccess.Read);
                await using (stream.ConfigureAwait(false))
                {
                    using var plain = new GZipStream(stream, CompressionMode.Decompress);
                    await plain.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
                }
            },
        };
    }

    private static List<KeyValuePair<string, string>> Headers(ObjectDocument stored)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("ETag", ETags.Of(stored.Generation, stored.Metageneration)),
            new("Last-Modified", stored.Updated.ToString("R", CultureInfo.InvariantCulture)),
            new("x-goog-generation", stored.Generation.ToString(CultureInfo.InvariantCulture)),
            new("x-goog-metageneration", stored.Metageneration.ToString(CultureInfo.InvariantCulture)),
            new("x-goog-hash", $"crc32c={stored.Crc32C}" + (stored.Md5 is null ? "" : $",md5={stored.Md5}")),
            new("x-goog-storage-class", stored.Fields.StorageClass ?? "STANDARD"),
            new("x-goog-stored-content-encoding", stored.Fields.ContentEncoding ?? "identity"),
            new("x-goog-stored-content-length", stored.Size.ToString(CultureInfo.InvariantCulture)),
        };
        Add("Content-Encoding", stored.Fields.ContentEncoding);
        Add("Content-Disposition", stored.Fields.ContentDisposition ?? "attachment");
        Add("Content-Language", stored.Fields.ContentLanguage);
        Add("Cache-Control", stored.Fields.CacheControl ?? "no-cache, no-store, max-age=0, must-revalidate");
        return headers;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers.Add(new(name, value));
            }
        }
    }
}
