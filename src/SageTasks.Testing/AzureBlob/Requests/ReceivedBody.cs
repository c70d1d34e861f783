namespace SageTasks.Testing.AzureBlob;

/// <summary>Bytes that came and lie in a file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Md5">The MD5 in Base64.</param>
/// <param name="Crc64">The CRC64 in Base64, its lowest byte first.</param>
internal sealed record ReceivedBody(StoredBytes Bytes, string Md5, string Crc64);
