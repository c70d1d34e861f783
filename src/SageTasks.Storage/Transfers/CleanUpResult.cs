namespace SageTasks.Storage;

/// <summary>What a clean-up has removed.</summary>
public sealed record CleanUpResult
{
    /// <summary>Multipart uploads that were given up.</summary>
    public int AbortedUploads { get; init; }

    /// <summary>Partial local files that were deleted, with their records.</summary>
    public int DeletedFiles { get; init; }

    /// <summary>Records of uploads that were deleted from <see cref="TransferOptions.StateFolder"/>.</summary>
    public int DeletedRecords { get; init; }

    /// <summary>What could not be removed, one line each; it stays for the next clean-up.</summary>
    public IReadOnlyList<string> Failures { get; init => field = value ?? []; } = [];
}
