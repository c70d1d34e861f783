using System.Globalization;
using System.Net.Http.Headers;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>A stretch of an object as HTTP asks for it, and what the answers mean.</summary>
internal static class RangeRequest
{
    /// <summary>The value of the header <c>Range</c>: <c>bytes=0-99</c>, or <c>bytes=100-</c> up to the end.</summary>
    public static string Header(ByteRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"bytes={range.Offset}-{range.Offset + range.Length - 1}");

    /// <summary>Reads the header <c>Content-Range</c> of an answer that has to hold the whole stretch, as far as the object goes.</summary>
    /// <exception cref="TransferException">The server sent another stretch, or does not say which.</exception>
    public static ContentRangeHeaderValue Sent(string? header, Location location, ByteRange range)
    {
        if (ContentRange.Read(header) is not { From: { } from, To: { } to, Length: { } size } sent)
        {
            throw new TransferException($"{location}: the server sent a range without saying which ({header ?? "no Content-Range"}).");
        }

        var end = Math.Min(size, range.Length is { } length ? range.Offset + length : size) - 1;
        return from == range.Offset && to == end
            ? sent
            : throw new TransferException($"{location}: the bytes {Header(range)} were asked for, but the server sent {sent}.");
    }

    /// <summary>What a refusal of the stretch (416) means: an object without bytes has none to begin with; any other is shorter than the reader
    /// thinks.</summary>
    /// <param name="look">Looks at the object.</param>
    /// <param name="location">The object.</param>
    /// <param name="range">The stretch.</param>
    /// <param name="pin">The version that was asked for.</param>
    /// <param name="refusal">The answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SourceChangedException">The object ends before the stretch.</exception>
    public static async Task<ObjectBody> EmptyAsync(
        Func<Location, CancellationToken, Task<ObjectInfo?>> look, Location location, ByteRange range, ObjectVersion? pin, ApiException refusal, CancellationToken cancellationToken)
    {
        var found = await look(location, cancellationToken).ConfigureAwait(false) ?? throw refusal;
        return range.Offset == 0 && found.Version.Size == 0 && pin?.Matches(found.Version) != false
            ? new ObjectBody(Stream.Null, found.Version) { Length = 0, IsRange = true, Info = found }
            : throw new SourceChangedException($"{location} has {found.Version.Size} bytes, none at {range.Offset}.", refusal);
    }
}
