namespace SageTasks.Storage;

/// <summary>The order of names in lists of stores: by code point, which for text in UTF-8 is that of its bytes.</summary>
internal static class NameOrder
{
    // Lifts them above all units that stand alone.
    private const int Surrogates = 0x2800;

    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    public static int Compare(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        return same < one.Length && same < other.Length ? Rank(one[same]) - Rank(other[same]) : one.Length - other.Length;
    }

    // Two units of UTF-16 stand for a code point beyond all that one can stand for.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + Surrogates : unit;
}
