using System.Globalization;
using System.Runtime.InteropServices;

namespace SageTasks.Synapse;

/// <summary>What another process has to know to go on with an upload: Synapse's id of it and, since it is part of the upload's identity,
/// the storage location. Written <c>upload@location</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UploadKey(string UploadId, long? StorageLocationId)
{
    /// <exception cref="ArgumentException">The text is not the id of an upload to Synapse.</exception>
    public static UploadKey Parse(string id)
    {
        var at = id.IndexOf('@', StringComparison.Ordinal);
        long location = 0;
        if (at <= 0 || (at < id.Length - 1 && !long.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out location)))
        {
            throw new ArgumentException($"'{id}' is not the id of an upload to Synapse.", nameof(id));
        }

        return new UploadKey(id[..at], at < id.Length - 1 ? location : null);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UploadId}@{StorageLocationId}");
}
