namespace SageTasks.Testing;

/// <summary>The order of names in object stores: by their bytes in UTF-8, which is the order of code points and not quite that of UTF-16.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var same = x.AsSpan().CommonPrefixLength(y.AsSpan());
        return same < x!.Length && same < y!.Length ? Rank(x[same]) - Rank(y[same]) : x.Length - y!.Length;
    }

    // A surrogate stands for a code point above all those of one unit.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
