using System.Globalization;

namespace SageTasks.TransferStorm;

/// <summary>Sizes as people write them.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units = [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("", 1)];

    /// <summary>The bytes; null where the text is no size.</summary>
    public static long? Parse(string? text)
    {
        var (unit, bytes) = Units.First(entry => text?.EndsWith(entry.Unit, StringComparison.OrdinalIgnoreCase) != false);
        return long.TryParse(text?[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count * bytes : null;
    }
}
