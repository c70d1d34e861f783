using System.Globalization;

namespace SageTasks.Cli;

/// <summary>Numbers of bytes as people write them: 500000, 64KiB, 50MB.</summary>
internal static class ByteCount
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("kB", 1_000), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("TB", 1_000_000_000_000), ("B", 1), ("", 1),
    ];

    /// <exception cref="UsageException">The text is none, or too few.</exception>
    public static long Parse(string option, string text, long atLeast = 1)
    {
        var (unit, factor) = Units.First(known => text.EndsWith(known.Unit, StringComparison.Ordinal));
        return decimal.TryParse(text.AsSpan()[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * factor is >= 1 and <= long.MaxValue
                ? (long)(number * factor) is var count && count >= atLeast ? count : throw new UsageException(FormattableString.Invariant($"{option} '{text}' is too little: {atLeast} bytes at least."))
                : throw new UsageException($"{option} '{text}' is no number of bytes. Write for example 500000, 64KiB or 50MiB.");
    }
}
