namespace SageTasks.Storage;

/// <summary>Reads some bytes that an earlier attempt left, from an offset in the object; 0 at their end.</summary>
internal delegate ValueTask<int> ReadBack(Memory<byte> buffer, long offset, CancellationToken cancellationToken);
