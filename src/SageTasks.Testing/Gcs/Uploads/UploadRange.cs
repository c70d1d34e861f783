using System.Net.Http.Headers;

namespace SageTasks.Testing.Gcs;

/// <summary>
/// The <c>Content-Range</c> of a PUT to a session: <c>bytes 0-9/20</c> and <c>bytes 0-9/*</c> bring bytes, <c>bytes */20</c> and
/// <c>bytes */*</c> ask; without one the body is everything.
/// </summary>
internal sealed record UploadRange(bool IsQuery, long Start, long? End, long? Total)
{
    public long? Length => End - Start + 1;

    public static UploadRange Parse(string? header)
    {
        if (header is null)
        {
            return new UploadRange(false, 0, null, null);
        }

        if (header.Trim() == "bytes */*")
        {
            return new UploadRange(true, 0, null, null);
        }

        if (!ContentRangeHeaderValue.TryParse(header, out var range) || range.Unit != "bytes" || range.To >= range.Length)
        {
            throw GcsErrors.Invalid("Failed to parse Content-Range header.");
        }

        return new UploadRange(range.From is null, range.From ?? 0, range.To, range.Length);
    }
}
