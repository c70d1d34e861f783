namespace SageTasks.Storage;

/// <summary>What an upload is completed with.</summary>
/// <param name="Parts">All parts, in order.</param>
/// <param name="Digests">Digests of the whole, which have been compared with those that were expected.</param>
internal sealed record CompletedParts(IReadOnlyList<UploadedPart> Parts, IReadOnlyList<Digest> Digests);
