namespace SageTasks.Testing.Gcs;

/// <summary>A file that was written, with what its bytes are.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="Crc32C">CRC32C in Base64.</param>
/// <param name="Md5">MD5 in Base64.</param>
internal sealed record StoredFile(string Name, long Size, string Crc32C, string Md5);
