using System.Runtime.InteropServices;

namespace SageTasks.Storage;

/// <summary>A stretch of an object.</summary>
/// <param name="Offset">The first byte, counted from 0.</param>
/// <param name="Length">The number of bytes; null reads to the end.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ByteRange(long Offset, long? Length)
{
    /// <summary>The whole object.</summary>
    public static ByteRange All => default;

    /// <summary>From an offset to the end.</summary>
    public static ByteRange From(long offset) => new(offset, null);
}
