namespace SageTasks.Testing;

/// <summary>A file that a task left behind (<c>tesOutputFileLog</c>).</summary>
internal sealed record TesOutputFileLog
{
    public required string Url { get; init; }

    public required string Path { get; init; }

    public required long SizeBytes { get; init; }
}
