namespace SageTasks.Tables;

/// <summary>What was written when a sample sheet went to a stream.</summary>
public sealed record WrittenSheet
{
    /// <summary>The sheet's file name.</summary>
    public required string FileName { get; init; }

    /// <summary>The SHA-256 of the bytes, in lower-case hexadecimal: the identity of the sheet's content.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many bytes were written.</summary>
    public required long ByteCount { get; init; }

    /// <summary>How many rows were written, the header not counted.</summary>
    public required long RowCount { get; init; }

    /// <summary>The columns, in the sheet's order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What may surprise although the sheet is valid, such as a column that the schema does not know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
