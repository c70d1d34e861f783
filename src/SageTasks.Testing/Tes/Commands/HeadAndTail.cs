using System.Buffers;
using System.Globalization;
using System.Text;

namespace SageTasks.Testing;

/// <summary>Keeps the beginning and the end of what a command says.</summary>
internal sealed class HeadAndTail
{
    private const int Kept = 10_000;

    private readonly ArrayBufferWriter<byte> _head = new();

    // A ring: the byte at place n of the whole lies at n % Kept.
    private byte[] _tail = [];
    private long _length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var toHead = (int)Math.Min(bytes.Length, Kept - _head.WrittenCount);
        _head.Write(bytes[..toHead]);
        if (toHead < bytes.Length && _tail.Length == 0)
        {
            _tail = new byte[Kept];
        }

        for (var index = Math.Max(toHead, bytes.Length - Kept); index < bytes.Length; index++)
        {
            _tail[(_length + index) % Kept] = bytes[index];
        }

        _length += bytes.Length;
    }

    public override string ToString()
    {
        var head = _head.WrittenSpan;
        var kept = (int)Math.Min(_length - head.Length, Kept);
        var tail = new byte[kept];
        for (var index = 0; index < kept; index++)
        {
            tail[index] = _tail[(_length - kept + index) % Kept];
        }

        var left = _length - head.Length - kept;
        return left == 0
            ? Encoding.UTF8.GetString([.. head, .. tail])
            : string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(WholeEnd(head))}\n… {left} bytes left out …\n{Encoding.UTF8.GetString(WholeStart(tail))}");
    }

    // Cuts go through no character: what continues one in UTF-8 has the bits 10 in front.
    private static ReadOnlySpan<byte> WholeStart(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && (bytes[0] & 0xC0) == 0x80)
        {
            bytes = bytes[1..];
        }

        return bytes;
    }

    private static ReadOnlySpan<byte> WholeEnd(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.Length - 1;
        while (start > 0 && bytes.Length - start < 4 && (bytes[start] & 0xC0) == 0x80)
        {
            start--;
        }

        return start >= 0 && bytes[start] >= 0xC0 ? bytes[..start] : bytes;
    }
}
