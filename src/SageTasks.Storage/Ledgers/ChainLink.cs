namespace SageTasks.Storage;

/// <summary>An object that was appended to the chain of a piece of work.</summary>
/// <param name="Written">The object.</param>
/// <param name="Older">Those before it, about which nobody needs to know any more.</param>
internal sealed record ChainLink(LedgerObject Written, IReadOnlyList<Location> Older);
