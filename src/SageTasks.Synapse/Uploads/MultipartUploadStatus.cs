namespace SageTasks.Synapse;

/// <summary>How far an upload is.</summary>
public sealed record MultipartUploadStatus
{
    /// <summary>The id of the upload.</summary>
    public required string UploadId { get; init; }

    /// <summary>One character a part: <c>1</c> where the server has it.</summary>
    public string? PartsState { get; init; }

    /// <summary>Whether it is complete.</summary>
    public MultipartUploadState State { get; init; }

    /// <summary>The file handle, once complete.</summary>
    public string? ResultFileHandleId { get; init; }

    /// <summary>Principal id of who started it.</summary>
    public string? StartedBy { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedOn { get; init; }

    /// <summary>The file handle of an upload that is complete.</summary>
    internal string? Handle => State == MultipartUploadState.Completed && !string.IsNullOrEmpty(ResultFileHandleId) ? ResultFileHandleId : null;

    /// <summary>Whether the server has a part, from 1.</summary>
    internal bool Has(int part) => part <= PartsState?.Length && PartsState[part - 1] == '1';
}
