using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>What the database answered to a claim that it granted.</summary>
internal sealed record GrantedClaim(long Fence, bool IsTakenOver, LedgerEntry? Entry, TimeSpan? EntryAge);
