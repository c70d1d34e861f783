using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>Takes bytes in: from a request's body, or from a blob that is copied. They are compared with what the request announces.</summary>
internal sealed class BodyReceiver(ByteFiles files)
{
    /// <summary>Writes the body to a file, and keeps it only when it is what the request announces.</summary>
    public async Task<ReceivedBody> ReceiveAsync(AzureCall call, long most, CancellationToken stopping)
    {
        if (!long.TryParse(call.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new AzureRefusal(AzureError.MissingLength);
        }

        if (length > most)
        {
            throw new AzureRefusal(AzureError.TooLarge);
        }

        var received = await TakeAsync(seen => files.WriteAsync(call.Request.BodyStream, seen, stopping)).ConfigureAwait(false);
        return Checked(received, call.Header("Content-MD5"), call.Header("x-ms-content-crc64"));
    }

    public async Task<ReceivedBody> CopyAsync(AzureCall call, HeldBytes bytes, long first, long length)
    {
        var received = await TakeAsync(seen => files.CopyAsync(bytes, first, length, seen)).ConfigureAwait(false);
        return Checked(received, call.Header("x-ms-source-content-md5"), call.Header("x-ms-source-content-crc64"));
    }

    public void Forget(ReceivedBody received) => files.Delete([received.Bytes]);

    /// <summary>Compares an MD5 that was announced in another header.</summary>
    public ReceivedBody Checked(ReceivedBody received, string? md5, string? crc64 = null)
    {
        var error = md5 is not null && !IsMd5(md5) ? AzureError.InvalidMd5
            : md5 is not null && md5 != received.Md5 ? AzureError.Md5Mismatch
            : crc64 is not null && crc64 != received.Crc64 ? AzureError.Crc64Mismatch
            : null;
        if (error is null)
        {
            return received;
        }

        Forget(received);
        throw new AzureRefusal(error);
    }

    public static bool IsMd5(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length == 16;

    /// <summary>A CRC64 as Azure writes it.</summary>
    public static string Crc64Of(ulong check)
    {
        var bytes = new byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, check);
        return Convert.ToBase64String(bytes);
    }

    private static async Task<ReceivedBody> TakeAsync(Func<BytesSeen, Task<StoredBytes>> take)
    {
        using var md5 = Md5Digest.Start();
        ulong crc = 0;
        var bytes = await take(seen =>
        {
            md5.AppendData(seen);
            crc = ReflectedCrc.Crc64.Append(crc, seen);
        }).ConfigureAwait(false);
        return new ReceivedBody(bytes, Convert.ToBase64String(md5.GetHashAndReset()), Crc64Of(crc));
    }
}
