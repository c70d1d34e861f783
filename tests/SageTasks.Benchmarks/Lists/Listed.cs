using System.Runtime.InteropServices;

namespace SageTasks.Benchmarks;

/// <summary>What came of reading a list, to see that both sides read the same: how many rows, and the characters, times, numbers and flags in them.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct Listed(int Count, long Characters, long Ticks, long Numbers)
{
    public void Add(string? text) => Characters += text?.Length ?? 0;

    public void Add(DateTimeOffset? time) => Ticks += time?.UtcTicks % 1_000_000_007 ?? 0;

    public void Add(long? number) => Numbers += number % 1_000_000_007 ?? 0;

    public void Add(bool? flag) => Numbers += flag is { } given ? given ? 1 : 2 : 0;
}
