namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>A block of C# in a page, and the line that its first line stands in.</summary>
internal sealed record Example(string Path, int Line, string Code)
{
    /// <summary>The using directives of the examples before it.</summary>
    public IReadOnlyList<string> Usings { get; init; } = [];

    /// <summary>The code of the examples before it: what they declare is there.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>What the reader is taken to have already, such as <c>SampleSheet sheet</c>.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];
}
