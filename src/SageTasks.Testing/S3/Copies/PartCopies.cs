using System.Net.Http.Headers;

namespace SageTasks.Testing.S3;

/// <summary>Uploads: a part that is a stretch of another object.</summary>
internal sealed class PartCopies(S3World world)
{
    public async Task<ReceivedBody> CopyAsync(S3Call call, ChecksumAlgorithm algorithm, BodyReceiver bodies)
    {
        var (source, bytes) = CopySource.Open(call, world);
        using (bytes)
        {
            var (first, length) = Range(call.Header("x-amz-copy-source-range"), source.Size);
            return await bodies.CopyAsync(bytes, first, length, algorithm).ConfigureAwait(false);
        }
    }

    public static LocalAnswer Answer(PartDocument part) => S3Xml.Answer("CopyPartResult", xml => xml
        .Text("ETag", part.Tag).Time("LastModified", part.Modified).Text(part.Checksum.Element, part.Checksum.Value));

    private static ByteRange Range(string? header, long size)
    {
        if (header is null)
        {
            return new ByteRange(0, size);
        }

        // Only bytes=first-last, and both inside the source.
        return RangeHeaderValue.TryParse(header, out var range) && range.Ranges is { Count: 1 } && range.Ranges.Single() is { From: { } first, To: { } last } && last < size
            ? new ByteRange(first, last - first + 1)
            : throw new S3Refusal(S3Error.InvalidArgument("x-amz-copy-source-range", header, $"Range specified is not valid for source object of size: {size}"));
    }
}
