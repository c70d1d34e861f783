using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Reads objects, pinned to a generation.</summary>
internal sealed class GcsReads(GcsApi api)
{
    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        ObjectNames.Check(location);
        var asked = range is { Offset: 0, Length: null }
            ? null
            : RangeRequest.Header(range);
        var response = await api.ReadAsync(location, asked, Conditions.Generation(pin), cancellationToken).ConfigureAwait(false);
        try
        {
            var body = Read(location, response, range, pin);
            response = null;
            return body;
        }
        finally
        {
            if (response is not null)
            {
                await response.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static ObjectBody Read(Location location, ApiStreamResponse response, ByteRange range, ObjectVersion? pin) => response.Status switch
    {
        206 => ReadRange(location, response, range, pin),
        412 => throw new SourceChangedException($"{location} is no longer the version {pin} that the first bytes are of."),
        416 => ReadUnsatisfiable(location, response, range, pin),
        _ => new ObjectBody(response.Body, Version(location, response, StoredLength(response), pin), response) { Length = response.Length },
    };

    private static ObjectBody ReadRange(Location location, ApiStreamResponse response, ByteRange range, ObjectVersion? pin)
    {
        if (ContentRange.Read(response.Header("Content-Range")) is not { From: { } from, To: { } to } sent || from != range.Offset || to - from >= range.Length)
        {
            throw new TransferException(FormattableString.Invariant(
                $"{location}: the bytes from {range.Offset} on were asked for, but the server sent {response.Header("Content-Range") ?? "others without saying which"}."));
        }

        return new ObjectBody(response.Body, Version(location, response, sent.Length, pin), response)
        {
            Offset = from,
            Length = to - from + 1,
            IsRange = true,
        };
    }

    private static ObjectBody ReadUnsatisfiable(Location location, ApiStreamResponse response, ByteRange range, ObjectVersion? pin)
    {
        var size = ContentRange.Read(response.Header("Content-Range"))?.Length;
        return size == 0 && range.Offset == 0
            ? new ObjectBody(Stream.Null, Version(location, response, 0, pin), response) { Length = 0, IsRange = true }
            : throw new SourceChangedException(FormattableString.Invariant($"{location} has {size?.ToString(CultureInfo.InvariantCulture) ?? "too few"} bytes, none at {range.Offset}."));
    }

    private static ObjectVersion Version(Location location, ApiStreamResponse response, long? size, ObjectVersion? pin)
    {
        var version = new ObjectVersion { Size = size, Tag = response.Header("x-goog-generation") };
        return pin is null || pin.Matches(version)
            ? version
            : throw new SourceChangedException($"{location} was the version {pin} and is now {version}.");
    }

    private static long? StoredLength(ApiStreamResponse response) =>
        long.TryParse(response.Header("x-goog-stored-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : response.Length;
}
