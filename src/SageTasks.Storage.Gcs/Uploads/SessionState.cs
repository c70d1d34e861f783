namespace SageTasks.Storage.Gcs;

/// <summary>What this process knows about an upload.</summary>
internal sealed class SessionState
{
    /// <summary>The bytes that Cloud Storage keeps; null where it has to be asked.</summary>
    public long? Persisted { get; set; }

    /// <summary>The last bytes, which go with the completion because the object appears with them; less than 256 KiB.</summary>
    public ReadOnlyMemory<byte> Tail { get; set; }
}
