using System.Net.Http.Headers;
using System.Runtime.InteropServices;

namespace SageTasks.Testing;

/// <summary>The stretch of an object that a <c>Range</c> header asks for.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long First, long Length)
{
    /// <summary>Null when the header asks for nothing that object stores understand, and the whole object is meant.</summary>
    public static ByteRange? Parse(string? header, long size, out bool satisfiable)
    {
        satisfiable = true;
        if (header is null || !RangeHeaderValue.TryParse(header, out var parsed) || parsed.Unit != "bytes" || parsed.Ranges.Count != 1)
        {
            return null;
        }

        var range = parsed.Ranges.Single();
        var first = range.From ?? Math.Max(0, size - range.To!.Value);
        var last = range.From is null ? size - 1 : Math.Min(range.To ?? size - 1, size - 1);
        satisfiable = first < size && first <= last;
        return satisfiable ? new ByteRange(first, last - first + 1) : null;
    }
}
