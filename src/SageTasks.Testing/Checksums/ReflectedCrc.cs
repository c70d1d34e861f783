using System.Buffers.Binary;

namespace SageTasks.Testing;

/// <summary>A cyclic redundancy check with reflected bits, beginning and ending inverted: that of the checksums of object stores.</summary>
internal sealed class ReflectedCrc
{
    private const int Slices = 8;

    private readonly ulong _polynomial;
    private readonly int _bits;
    private readonly ulong _ones;
    private readonly ulong[][] _tables;

    private ReflectedCrc(ulong polynomial, int bits)
    {
        (_polynomial, _bits, _ones) = (polynomial, bits, ulong.MaxValue >> (64 - bits));
        _tables = Tables(polynomial);
    }

    public static ReflectedCrc Crc32 { get; } = new(0xEDB8_8320, 32);

    public static ReflectedCrc Crc32C { get; } = new(0x82F6_3B78, 32);

    /// <summary>CRC-64/NVME, which Azure calls CRC64 and writes with its bytes the other way round.</summary>
    public static ReflectedCrc Crc64 { get; } = new(0x9A6C_9329_AC4B_C9B5, 64);

    /// <summary>Appends bytes to a check of what came before; that of nothing is 0.</summary>
    public ulong Append(ulong before, ReadOnlySpan<byte> bytes)
    {
        var state = before ^ _ones;
        var tables = _tables;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            state ^= BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            state = tables[7][(byte)state] ^ tables[6][(byte)(state >> 8)] ^ tables[5][(byte)(state >> 16)] ^ tables[4][(byte)(state >> 24)]
                ^ tables[3][(byte)(state >> 32)] ^ tables[2][(byte)(state >> 40)] ^ tables[1][(byte)(state >> 48)] ^ tables[0][(byte)(state >> 56)];
        }

        foreach (var next in bytes)
        {
            state = tables[0][(byte)(state ^ next)] ^ (state >> 8);
        }

        return state ^ _ones;
    }

    /// <summary>The check of two runs of bytes, from the check of each.</summary>
    public ulong Combine(ulong first, ulong second, long secondLength) => Multiply(Power(8 * (ulong)secondLength), first) ^ second;

    /// <summary>The check as bytes, the most significant one first.</summary>
    public byte[] ToBytes(ulong check)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, check);
        return bytes[^(_bits / 8)..];
    }

    public static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        ulong check = 0;
        foreach (var next in bytes)
        {
            check = (check << 8) | next;
        }

        return check;
    }

    private static ulong[][] Tables(ulong polynomial)
    {
        var tables = new ulong[Slices][];
        for (var slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new ulong[256];
            for (var i = 0; i < 256; i++)
            {
                tables[slice][i] = slice == 0 ? Remainder((ulong)i, polynomial) : (tables[slice - 1][i] >> 8) ^ tables[0][(byte)tables[slice - 1][i]];
            }
        }

        return tables;
    }

    private static ulong Remainder(ulong value, ulong polynomial)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ polynomial;
        }

        return value;
    }

    // Polynomials modulo the check's own, x^0 in the highest bit.
    private ulong Multiply(ulong a, ulong b)
    {
        ulong product = 0;
        for (var bit = _bits - 1; bit >= 0; bit--)
        {
            product ^= ((a >> bit) & 1) == 0 ? 0 : b;
            b = (b & 1) == 0 ? b >> 1 : (b >> 1) ^ _polynomial;
        }

        return product;
    }

    private ulong Power(ulong exponent)
    {
        var (power, square) = (1UL << (_bits - 1), 1UL << (_bits - 2));
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 0 ? power : Multiply(power, square);
            square = Multiply(square, square);
        }

        return power;
    }
}
