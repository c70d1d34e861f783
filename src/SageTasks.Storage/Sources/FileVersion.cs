using System.Globalization;

namespace SageTasks.Storage;

/// <summary>The version of a local file: its size and time of change.</summary>
internal static class FileVersion
{
    public static ObjectVersion Of(FileStamp stamp) => Of(stamp.Size, stamp.LastWriteUtc);

    public static ObjectVersion Of(long size, DateTime lastWriteUtc) => new()
    {
        Size = size,
        Tag = string.Create(CultureInfo.InvariantCulture, $"{size:x}-{lastWriteUtc.Ticks:x}"),
        LastModified = new DateTimeOffset(lastWriteUtc),
    };
}
