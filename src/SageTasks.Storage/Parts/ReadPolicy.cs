namespace SageTasks.Storage;

/// <summary>What may be asked of a source in one round of a download.</summary>
/// <param name="Pin">The version that all bytes have to be of.</param>
/// <param name="SingleStream">Read to the end with one request instead of part by part.</param>
/// <param name="CanJoin">Whether bytes of two requests may be put together: the version is exact, or a digest will tell.</param>
internal sealed record ReadPolicy(ObjectVersion Pin, bool SingleStream, bool CanJoin);
