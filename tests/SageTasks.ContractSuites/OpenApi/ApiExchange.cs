namespace SageTasks.ContractSuites;

/// <summary>A request and its answer, to be held against a specification.</summary>
public sealed record ApiExchange
{
    public required string Method { get; init; }

    /// <summary>The path, without the query and without what stands before the API's own paths.</summary>
    public required string Path { get; init; }

    /// <summary>The names in the query.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    public string? RequestType { get; init; }

    public ReadOnlyMemory<byte> RequestBody { get; init; }

    public required int Status { get; init; }

    public string? AnswerType { get; init; }

    public ReadOnlyMemory<byte> AnswerBody { get; init; }
}
