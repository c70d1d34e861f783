namespace SageTasks.Tables;

/// <summary>A parameter that a pipeline's schema declares.</summary>
public sealed record SchemaParameter
{
    /// <summary>The parameter's name, without dashes.</summary>
    public required string Name { get; init; }

    /// <summary>The title of its group; null where it stands in none.</summary>
    public string? Group { get; init; }

    /// <summary>Whether a run must have it. A default, a profile or the pipeline's configuration may supply it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the schema hides it from most users.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The JSON types that its value may have, such as <c>string</c>; empty where the schema names none.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The format, such as <c>file-path</c>; null where there is none.</summary>
    public string? Format { get; init; }

    /// <summary>Where in the pipeline's repository the schema of the file that it names lies, such as <c>assets/schema_input.json</c>; null where there is none.</summary>
    public string? SheetSchema { get; init; }

    /// <summary>What the schema says of it; null where it says nothing.</summary>
    public string? Description { get; init; }
}
