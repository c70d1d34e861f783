namespace SageTasks.Testing.Synapse;

/// <summary>How a CSV file is written.</summary>
internal sealed record CsvTableDescriptor
{
    public string? Separator { get; init; }

    public string? QuoteCharacter { get; init; }

    public string? EscapeCharacter { get; init; }

    public string? LineEnd { get; init; }

    public bool? IsFirstLineHeader { get; init; }
}
