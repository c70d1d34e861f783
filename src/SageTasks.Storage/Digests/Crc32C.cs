using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SageTasks.Storage;

/// <summary>CRC32C (Castagnoli) on the processor's own instruction; pieces can be computed apart and combined.</summary>
internal static class Crc32C
{
    // The polynomial 0x1EDC6F41, bits reversed.
    private const uint Polynomial = 0x82F63B78;

    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of the bytes that gave <paramref name="crc"/>, followed by these.</summary>
    // The first transfer of a process would otherwise run on unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }

    /// <summary>The checksum of two pieces one after the other, from the checksum of each and the length of the second.</summary>
    public static uint Combine(uint first, uint second, long secondLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(secondLength);
        return Multiply(PowerOfX(secondLength * 8), first) ^ second;
    }

    public static byte[] ToBytes(uint crc)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, crc);
        return bytes;
    }

    // x^n modulo the polynomial, by repeated squaring. Polynomials are bit-reversed: the top bit is x^0.
    private static uint PowerOfX(long n)
    {
        var power = 0x80000000u;
        for (var square = 0x40000000u; n > 0; n >>= 1, square = Multiply(square, square))
        {
            if ((n & 1) != 0)
            {
                power = Multiply(power, square);
            }
        }

        return power;
    }

    private static uint Multiply(uint a, uint b)
    {
        var product = 0u;
        for (var bit = 0x80000000u; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
            {
                product ^= b;
            }

            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }

        return product;
    }
}
