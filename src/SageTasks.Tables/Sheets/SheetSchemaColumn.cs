namespace SageTasks.Tables;

/// <summary>A column that a sheet's schema declares.</summary>
public sealed record SheetSchemaColumn
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether each row must have a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The JSON types that a value may have, such as <c>string</c>; empty where the schema names none.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The format, such as <c>file-path</c>; null where there is none.</summary>
    public string? Format { get; init; }

    /// <summary>Whether the pipeline looks whether the path in this column exists, when it starts. Nothing here looks.</summary>
    public bool MustExist { get; init; }

    /// <summary>What the schema says of the column; null where it says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The schema's own words for a value that is wrong; null where it has none.</summary>
    public string? ErrorMessage { get; init; }
}
