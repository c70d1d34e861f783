namespace SageTasks.Testing.Cavatica;

/// <summary>A part of an upload that arrived.</summary>
internal sealed record UploadPart
{
    public required int Number { get; init; }

    public required string ETag { get; init; }

    public required StoredBytes Bytes { get; init; }

    /// <summary>Whether the client has told the platform of it.</summary>
    public bool IsReported { get; init; }
}
