namespace SageTasks.Testing.Synapse;

/// <summary>The letters that make a CSV file.</summary>
internal readonly record struct CsvFormat(char Separator, char Quote, char Escape, string LineEnd, bool HasHeader)
{
    public static CsvFormat Of(CsvTableDescriptor? descriptor) => new(
        Letter(descriptor?.Separator, ','),
        Letter(descriptor?.QuoteCharacter, '"'),
        Letter(descriptor?.EscapeCharacter, '\\'),
        string.IsNullOrEmpty(descriptor?.LineEnd) ? "\n" : descriptor.LineEnd,
        descriptor?.IsFirstLineHeader ?? true);

    private static char Letter(string? text, char otherwise) => text is { Length: > 0 } ? text[0] : otherwise;
}
