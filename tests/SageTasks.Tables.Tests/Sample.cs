namespace SageTasks.Tables.Tests;

internal sealed record Sample(string Name, string Forward, string? Reverse = null, string Strandedness = "auto")
{
    public static SheetColumns<Sample> Columns { get; } = new()
    {
        { "sample", s => s.Name },
        { "fastq_1", s => s.Forward },
        { "fastq_2", s => s.Reverse },
        { "strandedness", s => s.Strandedness },
    };
}
