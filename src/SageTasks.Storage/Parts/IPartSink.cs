namespace SageTasks.Storage;

/// <summary>Where the parts of an object go.</summary>
internal interface IPartSink
{
    /// <summary>Whether what has arrived is recorded, so that a later process can go on with it.</summary>
    bool IsJournaled { get; }

    /// <summary>Takes bytes of a part while it is still being fetched.</summary>
    ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Takes a part that is whole, and records it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="bytes">All of its bytes; they stay as they are until the task ends.</param>
    /// <param name="checksum">Their checksums.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask CloseAsync(PartTask part, ReadOnlyMemory<byte> bytes, PartChecksum checksum, CancellationToken cancellationToken);
}
