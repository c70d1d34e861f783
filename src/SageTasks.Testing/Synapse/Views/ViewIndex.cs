namespace SageTasks.Testing.Synapse;

/// <summary>What a view shows: its rows as they were when the index was built.</summary>
internal sealed record ViewIndex
{
    public required IReadOnlyList<ColumnModel> Columns { get; init; }

    public required IReadOnlyList<SourceRow> Rows { get; init; }

    public required DateTimeOffset BuiltOn { get; init; }

    /// <summary>The state of the store that it was built from.</summary>
    public required long ChangeNumber { get; init; }

    /// <summary>When it is to be built anew, once a query noticed that it is out of date.</summary>
    public DateTimeOffset? DueOn { get; init; }
}
