namespace SageTasks.Synapse;

/// <summary>Says how rows are appended to a table so that none is there twice, even where an answer was lost: what tells a row from
/// another.</summary>
public sealed record RowAppend
{
    /// <summary>The table.</summary>
    public required SynapseId TableId { get; init; }

    /// <summary>Columns that together tell a row from every other, such as <c>sample</c> and <c>run</c>. A row whose key is in the table is
    /// not appended. Allowed are text, whole numbers, booleans, dates, links and ids.</summary>
    /// <value>Empty: <see cref="AppendIdColumn"/> is used.</value>
    public IReadOnlyList<string> KeyColumns { get; init => field = value ?? []; } = [];

    /// <summary>For rows without a key of their own: a text column that is filled with <see cref="AppendId"/> and the row's
    /// number.</summary>
    public string? AppendIdColumn { get; init; }

    /// <summary>Names this piece of work, such as the id of a run: the same work must bear the same name, and bring its rows in the same
    /// order.</summary>
    public string? AppendId { get; init; }

    /// <summary>How many rows travel in one transaction at the most; fewer where they are long.</summary>
    /// <value>1,000. From 1 to 10,000.</value>
    public int BatchRows { get; init; } = 1000;

    /// <summary>How long to look for rows whose request may have arrived, before it counts as lost and is sent again.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(30);
}
