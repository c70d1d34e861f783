namespace SageTasks.Tables;

/// <summary>How a table is written as text.</summary>
public enum TableFormat
{
    /// <summary>Comma-separated values as in RFC 4180.</summary>
    Csv,

    /// <summary>Tab-separated values, quoted by the rules of RFC 4180 where a value needs it.</summary>
    Tsv,
}
