namespace SageTasks.Testing.Synapse;

/// <summary>The types of columns and how large their values may be.</summary>
internal static class ColumnTypes
{
    private const int DefaultSize = 50;
    private const int MaxSize = 1000;
    private const int DefaultListLength = 100;

    private static readonly string[] Known =
    [
        "STRING", "DOUBLE", "INTEGER", "BOOLEAN", "DATE", "FILEHANDLEID", "ENTITYID", "SUBMISSIONID", "EVALUATIONID", "LINK", "MEDIUMTEXT",
        "LARGETEXT", "USERID", "STRING_LIST", "INTEGER_LIST", "BOOLEAN_LIST", "DATE_LIST", "ENTITYID_LIST", "USERID_LIST", "JSON",
    ];

    public static bool IsList(string? type) => type?.EndsWith("_LIST", StringComparison.Ordinal) == true;

    public static bool IsNumber(string? type) => type is "INTEGER" or "DOUBLE" or "DATE" or "USERID" or "FILEHANDLEID" or "SUBMISSIONID" or "EVALUATIONID";

    /// <summary>The column with the defaults of its type filled in.</summary>
    public static ColumnModel Normalize(ColumnModel column)
    {
        if (string.IsNullOrWhiteSpace(column.Name))
        {
            throw SynapseError.Invalid("ColumnModel.name is required.");
        }

        if (!Known.Contains(column.ColumnType, StringComparer.Ordinal))
        {
            throw SynapseError.Invalid($"ColumnModel.columnType is unknown: {column.ColumnType}");
        }

        var sized = column.ColumnType is "STRING" or "LINK" or "STRING_LIST";
        if (sized && column.MaximumSize > MaxSize)
        {
            throw SynapseError.Invalid($"ColumnModel.maxSize for a {column.ColumnType} cannot exceed: {MaxSize}");
        }

        return column with
        {
            Id = null,
            Name = column.Name.Trim(),
            MaximumSize = sized ? column.MaximumSize ?? DefaultSize : null,
            MaximumListLength = IsList(column.ColumnType) ? column.MaximumListLength ?? DefaultListLength : null,
            EnumValues = column.EnumValues is { Count: > 0 } values ? values : null,
        };
    }
}
