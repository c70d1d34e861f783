using System.Runtime.InteropServices;

namespace SageTasks.Benchmarks;

/// <summary>What came of reading a list, to see that both sides read the same: how many rows, and the characters and times in them.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct Listed(int Count, long Characters, long Ticks)
{
    public void Add(string? text) => Characters += text?.Length ?? 0;

    public void Add(DateTimeOffset? time) => Ticks += time?.UtcTicks % 1_000_000_007 ?? 0;
}
