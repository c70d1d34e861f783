using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SageTasks.Storage;

/// <summary>CRC-64/NVME, by carry-less multiplication where the processor has it and by tables elsewhere; pieces can be combined.</summary>
internal static class Crc64Nvme
{
    // The polynomial 0xAD93D23594C93659, bits reversed.
    private const ulong Polynomial = 0x9A6C9329AC4BC9B5;
    private const int Slices = 8;

    private static readonly ulong[] Tables = MakeTables();

    // A product of two reversed polynomials is one power of x too high, hence the 1 that is taken off.
    private static readonly Vector128<ulong> Fold512 = Vector128.Create(PowerOfX(512 + 64 - 1), PowerOfX(512 - 1));
    private static readonly Vector128<ulong> Fold128 = Vector128.Create(PowerOfX(128 + 64 - 1), PowerOfX(128 - 1));

    public static ulong Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of the bytes that gave <paramref name="crc"/>, followed by these.</summary>
    public static ulong Append(ulong crc, ReadOnlySpan<byte> bytes) =>
        ~(Pclmulqdq.IsSupported && bytes.Length >= 128 ? Fold(~crc, bytes) : Look(~crc, bytes));

    /// <summary>The same without the processor's help.</summary>
    public static ulong AppendByTables(ulong crc, ReadOnlySpan<byte> bytes) => ~Look(~crc, bytes);

    /// <summary>The checksum of two pieces one after the other, from the checksum of each and the length of the second.</summary>
    public static ulong Combine(ulong first, ulong second, long secondLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(secondLength);
        return Multiply(PowerOfX(checked(secondLength * 8)), first) ^ second;
    }

    public static byte[] ToBytes(ulong crc)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, crc);
        return bytes;
    }

    // Four accumulators of 128 bits, each moved over 512 bits of message at a time, then one; what is left goes through the tables.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Fold(ulong state, ReadOnlySpan<byte> bytes)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var (a, b, c, d) = (blocks[0] ^ Vector128.CreateScalar(state), blocks[1], blocks[2], blocks[3]);
        var next = 4;
        for (; next + 4 <= blocks.Length; next += 4)
        {
            a = Move(a, Fold512) ^ blocks[next];
            b = Move(b, Fold512) ^ blocks[next + 1];
            c = Move(c, Fold512) ^ blocks[next + 2];
            d = Move(d, Fold512) ^ blocks[next + 3];
        }

        a = Move(Move(Move(a, Fold128) ^ b, Fold128) ^ c, Fold128) ^ d;
        for (; next < blocks.Length; next++)
        {
            a = Move(a, Fold128) ^ blocks[next];
        }

        Span<byte> folded = stackalloc byte[Vector128<byte>.Count];
        MemoryMarshal.Write(folded, a);
        return Look(Look(0, folded), bytes[(next * folded.Length)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Move(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    // Eight bytes a step, each byte through the table that stands for its distance from the step's end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Look(ulong state, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables.AsSpan(0, Slices * 256);
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var word = state ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            state = tables[(7 * 256) + (byte)word] ^ tables[(6 * 256) + (byte)(word >> 8)]
                ^ tables[(5 * 256) + (byte)(word >> 16)] ^ tables[(4 * 256) + (byte)(word >> 24)]
                ^ tables[(3 * 256) + (byte)(word >> 32)] ^ tables[(2 * 256) + (byte)(word >> 40)]
                ^ tables[256 + (byte)(word >> 48)] ^ tables[(byte)(word >> 56)];
        }

        foreach (var value in bytes)
        {
            state = tables[(byte)state ^ value] ^ (state >> 8);
        }

        return state;
    }

    private static ulong[] MakeTables()
    {
        var tables = new ulong[Slices * 256];
        for (var i = 0; i < 256; i++)
        {
            var entry = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = Halve(entry);
            }

            tables[i] = entry;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[(byte)tables[i - 256]] ^ (tables[i - 256] >> 8);
        }

        return tables;
    }

    // x^n modulo the polynomial, by repeated squaring. Polynomials are bit-reversed: the top bit is x^0.
    private static ulong PowerOfX(long n)
    {
        var power = 1ul << 63;
        for (var square = 1ul << 62; n > 0; n >>= 1, square = Multiply(square, square))
        {
            if ((n & 1) != 0)
            {
                power = Multiply(power, square);
            }
        }

        return power;
    }

    private static ulong Multiply(ulong a, ulong b)
    {
        var product = 0ul;
        for (var bit = 1ul << 63; bit != 0; bit >>= 1, b = Halve(b))
        {
            if ((a & bit) != 0)
            {
                product ^= b;
            }
        }

        return product;
    }

    private static ulong Halve(ulong value) => (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
}
