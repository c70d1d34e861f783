using System.Runtime.InteropServices;

namespace SageTasks.Storage;

/// <summary>A stretch of an object; without a length, from the offset to the end.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long Offset, long? Length)
{
    public static ByteRange From(long offset) => new(offset, null);
}
