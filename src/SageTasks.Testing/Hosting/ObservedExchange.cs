namespace SageTasks.Testing;

/// <summary>One request and its answer, as an observer of a local platform sees them.</summary>
public sealed record ObservedExchange
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as it was sent, percent-encoded, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query's names and values in the order sent, decoded.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>The request's media type, parameters included; null without a body.</summary>
    public string? RequestType { get; init; }

    /// <summary>The request's body; empty when there was none, or when the route takes it as a stream.</summary>
    public ReadOnlyMemory<byte> RequestBody { get; init; }

    /// <summary>Whether the request's body was taken as a stream, so that it is not here.</summary>
    public bool RequestStreamed { get; init; }

    /// <summary>The answer's status.</summary>
    public required int Status { get; init; }

    /// <summary>The answer's media type; null without a body.</summary>
    public string? AnswerType { get; init; }

    /// <summary>The answer's body; empty when there was none, or when it was written as a stream.</summary>
    public ReadOnlyMemory<byte> AnswerBody { get; init; }

    /// <summary>Whether the answer's body was written as a stream, so that it is not here.</summary>
    public bool AnswerStreamed { get; init; }

    /// <summary>The fault that struck on the way; null when none did. The answer is then the one before the fault.</summary>
    public FaultKind? Fault { get; init; }
}
