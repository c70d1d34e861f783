using Npgsql;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>The statements behind a claim, each of them alone and complete. All leases run by <c>clock_timestamp()</c>.</summary>
internal static class ClaimStatements
{
    /// <summary>Claims the work, unless another claim is alive. Repeated after a lost reply it finds its own claim, by the holder's nonce.</summary>
    public static async Task<GrantedClaim?> ClaimAsync(LedgerDatabase database, SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            $"""
            INSERT INTO {database.Quoted}.submissions AS work (key, fence, holder, lease_until, is_taken_over, changed_at)
            VALUES ($1, nextval('{database.Quoted}.fences'), $2, clock_timestamp() + $3, false, clock_timestamp())
            ON CONFLICT (key) DO UPDATE SET
                fence = nextval('{database.Quoted}.fences'),
                is_taken_over = work.lease_until IS NOT NULL AND work.holder <> $2,
                holder = $2,
                lease_until = clock_timestamp() + $3,
                changed_at = clock_timestamp()
            WHERE work.lease_until IS NULL OR work.lease_until <= clock_timestamp() OR work.holder = $2
            RETURNING fence, is_taken_over, entry::text, clock_timestamp() - recorded_at
            """,
            [Values.Text(key.Value), Values.Text(Holder()), Values.Span(lease)],
            row => Granted(key, row),
            cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Extends the lease; false where the claim is no longer the newest.</summary>
    public static Task<bool> RenewAsync(LedgerDatabase database, SubmissionKey key, long fence, TimeSpan lease, CancellationToken cancellationToken) =>
        WriteAsync(database, "lease_until = clock_timestamp() + $3", [Values.Text(key.Value), Values.Number(fence), Values.Span(lease)], cancellationToken);

    /// <summary>Replaces the entry and extends the lease; false where the claim is no longer the newest.</summary>
    public static Task<bool> RecordAsync(
        LedgerDatabase database, SubmissionKey key, long fence, TimeSpan lease, LedgerEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(
            database,
            "lease_until = clock_timestamp() + $3, entry = $4, recorded_at = clock_timestamp()",
            [Values.Text(key.Value), Values.Number(fence), Values.Span(lease), Values.Json(LedgerEntries.Write(entry))],
            cancellationToken);

    /// <summary>Gives the claim back; false where it is no longer the newest.</summary>
    public static Task<bool> ReleaseAsync(LedgerDatabase database, SubmissionKey key, long fence, CancellationToken cancellationToken) =>
        WriteAsync(database, "lease_until = NULL", [Values.Text(key.Value), Values.Number(fence)], cancellationToken);

    // A claim that was released holds nothing any more, though no other came after it.
    private static async Task<bool> WriteAsync(LedgerDatabase database, string changes, IReadOnlyList<NpgsqlParameter> values, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            $"UPDATE {database.Quoted}.submissions SET {changes}, changed_at = clock_timestamp() WHERE key = $1 AND fence = $2 AND lease_until IS NOT NULL",
            values,
            cancellationToken).ConfigureAwait(false) == 1;

    private static GrantedClaim Granted(SubmissionKey key, NpgsqlDataReader row)
    {
        var entry = row.IsDBNull(2) ? null : LedgerEntries.Read(key.Value, row.GetString(2));
        return new GrantedClaim(row.GetInt64(0), row.GetBoolean(1), entry, row.IsDBNull(3) ? null : row.GetTimeSpan(3));
    }

    // For people who look at the table, and to know a claim again whose answer was lost.
    private static string Holder() => $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
}
