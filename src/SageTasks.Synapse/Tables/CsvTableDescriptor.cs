namespace SageTasks.Synapse;

/// <summary>The form of a CSV file; nulls stand for comma, double quote, backslash, line feed and a header line.</summary>
public sealed record CsvTableDescriptor
{
    /// <summary>The separator.</summary>
    public string? Separator { get; init; }

    /// <summary>The quote.</summary>
    public string? QuoteCharacter { get; init; }

    /// <summary>The escape.</summary>
    public string? EscapeCharacter { get; init; }

    /// <summary>The end of a line.</summary>
    public string? LineEnd { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool? IsFirstLineHeader { get; init; }
}
