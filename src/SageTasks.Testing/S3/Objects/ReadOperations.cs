using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>Objects: get, head.</summary>
internal sealed class ReadOperations(S3World world)
{
    // The query may set these headers of a signed answer.
    private static readonly Dictionary<string, string> Overrides = new(StringComparer.Ordinal)
    {
        ["response-cache-control"] = "Cache-Control",
        ["response-content-disposition"] = "Content-Disposition",
        ["response-content-encoding"] = "Content-Encoding",
        ["response-content-language"] = "Content-Language",
        ["response-expires"] = "Expires",
    };

    public void Map(S3Operations operations)
    {
        operations.Map("GET object", Get);
        operations.Map("HEAD object", Get);
    }

    private LocalAnswer Get(S3Call call)
    {
        var (stored, bytes) = world.Open(call.Bucket, call.Key);
        try
        {
            if (Conditions.Of(call).IsUnchanged(stored))
            {
                bytes.Dispose();
                return Unchanged(stored);
            }

            return Answer(call, stored, bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static LocalAnswer Answer(S3Call call, ObjectDocument stored, HeldBytes bytes)
    {
        var part = Part(call, stored);
        var range = part ?? Range(call, stored);
        var (first, length) = range ?? new ByteRange(0, stored.Size);
        return new LocalAnswer
        {
            Status = range is null ? 200 : 206,
            ContentType = call.Query("response-content-type") ?? stored.Fields.ContentType,
            Length = length,
            Headers = [.. Headers(call, stored, isWhole: range is null), .. RangeHeaders(stored, range, part is not null)],
            Source = bytes,
            Writer = (output, cancellationToken) => bytes.CopyAsync(first, length, chunk => output.WriteAsync(chunk, cancellationToken)),
        };
    }

    private static LocalAnswer Unchanged(ObjectDocument stored) =>
        LocalAnswer.Empty(304).With("ETag", stored.Tag).With("Last-Modified", Modified(stored));

    private static ByteRange? Range(S3Call call, ObjectDocument stored)
    {
        var header = call.Header("Range");
        var range = ByteRange.Parse(header, stored.Size, out var satisfiable);
        return satisfiable ? range : throw new S3Refusal(S3Error.InvalidRange(header!, stored.Size));
    }

    private static ByteRange? Part(S3Call call, ObjectDocument stored)
    {
        if (call.Query("partNumber") is not { } text)
        {
            return null;
        }

        var number = PartNumber.Of(text);
        if (call.Header("Range") is not null)
        {
            throw new S3Refusal(S3Error.InvalidRequest("Cannot specify both Range header and partNumber query parameter"));
        }

        if (number > stored.Bytes.Count)
        {
            throw new S3Refusal(new S3Error(416, "InvalidPartNumber", "The requested partnumber is not satisfiable", ("PartNumberRequested", text),
                ("ActualPartCount", stored.Bytes.Count.ToString(CultureInfo.InvariantCulture))));
        }

        var length = stored.Bytes[number - 1].Length;
        return length == 0 ? null : new ByteRange(stored.Bytes.Take(number - 1).Sum(bytes => bytes.Length), length);
    }

    private static IEnumerable<KeyValuePair<string, string>> RangeHeaders(ObjectDocument stored, ByteRange? range, bool isPart)
    {
        if (range is var (first, length))
        {
            yield return new("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{first + length - 1}/{stored.Size}"));
        }

        if (isPart && stored.Parts is { } parts)
        {
            yield return new("x-amz-mp-parts-count", parts.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(S3Call call, ObjectDocument stored, bool isWhole)
    {
        yield return new("ETag", stored.Tag);
        yield return new("Last-Modified", Modified(stored));
        yield return new("Accept-Ranges", "bytes");
        yield return new("x-amz-server-side-encryption", "AES256");
        if (isWhole && "ENABLED".Equals(call.Header("x-amz-checksum-mode"), StringComparison.OrdinalIgnoreCase))
        {
            yield return new(stored.Checksum.Header, stored.Checksum.Value);
            yield return new("x-amz-checksum-type", stored.Checksum.Type);
        }

        var overrides = Overrides.Where(pair => call.Query(pair.Key) is not null).ToDictionary(pair => pair.Value, pair => call.Query(pair.Key)!, StringComparer.OrdinalIgnoreCase);
        foreach (var header in stored.Fields.ToHeaders().Where(header => !overrides.ContainsKey(header.Key)).Concat(overrides))
        {
            yield return header;
        }
    }

    private static string Modified(ObjectDocument stored) => stored.Modified.ToString("R", CultureInfo.InvariantCulture);
}
