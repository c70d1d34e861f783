namespace SageTasks.Testing.S3;

/// <summary>Bytes that came and lie in a file.</summary>
internal sealed record ReceivedBody(StoredBytes Bytes, byte[] Md5, Checksum Checksum)
{
    public string ETag => Convert.ToHexStringLower(Md5);
}
