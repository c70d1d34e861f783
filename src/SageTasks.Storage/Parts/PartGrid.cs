using System.Runtime.InteropServices;

namespace SageTasks.Storage;

/// <summary>An object of known size, cut into parts of one size. Parts count from 0.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PartGrid(long Size, int PartSize)
{
    public int Count => checked((int)((Size + PartSize - 1) / PartSize));

    public long OffsetOf(int part) => (long)part * PartSize;

    public int LengthOf(int part) => (int)Math.Min(PartSize, Size - OffsetOf(part));
}
