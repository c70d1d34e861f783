namespace SageTasks.Storage;

/// <summary>An object that was just written, by a look at it.</summary>
internal static class WrittenObject
{
    /// <summary>What was found; only what is known of the write where another one has replaced its object since, which is not to be taken for it.</summary>
    /// <param name="found">What the look found.</param>
    /// <param name="location">The object.</param>
    /// <param name="size">The bytes that were written.</param>
    /// <param name="tag">The tag that the write was answered with; null where the server gave none.</param>
    /// <exception cref="TransferException">Nothing is there.</exception>
    public static ObjectInfo Of(ObjectInfo? found, Location location, long size, string? tag)
    {
        if (found is null)
        {
            throw new TransferException($"{location} was written and is not there.");
        }

        return tag is null || tag == found.Version.Tag
            ? found
            : new ObjectInfo { Location = location, Version = new ObjectVersion { Size = size, Tag = tag } };
    }
}
