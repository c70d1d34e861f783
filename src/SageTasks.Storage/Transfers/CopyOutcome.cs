namespace SageTasks.Storage;

/// <summary>What a way of copying has done.</summary>
/// <param name="Written">The object at its destination.</param>
/// <param name="Digests">Digests of the bytes that were moved.</param>
/// <param name="BytesMoved">Bytes that came from the source.</param>
/// <param name="BytesResumed">Bytes that an earlier attempt had brought.</param>
internal sealed record CopyOutcome(ObjectInfo Written, IReadOnlyList<Digest> Digests, long BytesMoved, long BytesResumed);
