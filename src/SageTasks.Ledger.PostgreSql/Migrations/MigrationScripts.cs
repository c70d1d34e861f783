namespace SageTasks.Ledger.PostgreSql;

/// <summary>Every step from an empty schema to today's, in order. A step that was released never changes; a new one goes to the end.</summary>
internal static class MigrationScripts
{
    /// <summary>The version of the tables that this package works with.</summary>
    public static int Version => All("").Count;

    /// <param name="schema">The schema's name, quoted.</param>
    public static IReadOnlyList<string> All(string schema) =>
    [
        $"""
        CREATE SEQUENCE {schema}.fences;

        CREATE TABLE {schema}.submissions (
            key text COLLATE "C" PRIMARY KEY,
            fence bigint NOT NULL,
            holder text NOT NULL,
            lease_until timestamptz,
            is_taken_over boolean NOT NULL,
            entry jsonb,
            recorded_at timestamptz,
            changed_at timestamptz NOT NULL);

        CREATE INDEX submissions_changed_at ON {schema}.submissions (changed_at);

        COMMENT ON TABLE {schema}.submissions IS 'SageTasks: one row for each piece of work that was ever submitted';
        COMMENT ON COLUMN {schema}.submissions.key IS 'the submission key';
        COMMENT ON COLUMN {schema}.submissions.fence IS 'grows with every claim; only the holder of the newest may write';
        COMMENT ON COLUMN {schema}.submissions.holder IS 'machine, process and nonce of the newest claim';
        COMMENT ON COLUMN {schema}.submissions.lease_until IS 'until when the claim is alive; null where it was released';
        COMMENT ON COLUMN {schema}.submissions.is_taken_over IS 'whether the claim before the newest had run out instead of being released';
        COMMENT ON COLUMN {schema}.submissions.entry IS 'what is known: openIntent and run';
        COMMENT ON COLUMN {schema}.submissions.recorded_at IS 'when the entry was written';
        """,
    ];
}
