namespace SageTasks.Synapse;

/// <summary>What an append did.</summary>
public sealed record AppendedRows
{
    /// <summary>The table.</summary>
    public required SynapseId TableId { get; init; }

    /// <summary>Rows that this call appended.</summary>
    public required long Appended { get; init; }

    /// <summary>Rows that were in the table already.</summary>
    public required long AlreadyThere { get; init; }

    /// <summary>Rows that were removed again, because a request took effect late or was repeated on its way.</summary>
    public long TwinsRemoved { get; init; }
}
