namespace SageTasks.Testing.Gcs;

/// <summary>The body of a refusal.</summary>
internal sealed record ErrorBody
{
    public required Content Error { get; init; }

    internal sealed record Content
    {
        public required int Code { get; init; }

        public required string Message { get; init; }

        public required IReadOnlyList<Finding> Errors { get; init; }
    }

    internal sealed record Finding
    {
        public required string Message { get; init; }

        public required string Domain { get; init; }

        public required string Reason { get; init; }

        public string? LocationType { get; init; }

        public string? Location { get; init; }
    }
}
