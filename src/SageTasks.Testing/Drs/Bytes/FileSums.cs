using System.Security.Cryptography;

namespace SageTasks.Testing.Drs;

/// <summary>The size and the checksums of a file.</summary>
internal sealed record FileSums(long Size, IReadOnlyList<Checksum> Checksums)
{
    private const int BufferSize = 256 * 1024;

    /// <exception cref="IOException">The file cannot be read, or is none.</exception>
    public static FileSums Of(string path)
    {
        RegularFile.Require(path, path);
        using var file = File.OpenHandle(path);
        using var md5 = Md5Digest.Start();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (crc, size, buffer) = (0UL, 0L, new byte[BufferSize]);
        for (int read; (read = RandomAccess.Read(file, buffer, size)) > 0; size += read)
        {
            var bytes = buffer.AsSpan(0, read);
            md5.AppendData(bytes);
            sha.AppendData(bytes);
            crc = ReflectedCrc.Crc32C.Append(crc, bytes);
        }

        return new FileSums(size,
        [
            new("sha-256", Convert.ToHexStringLower(sha.GetHashAndReset())),
            new("md5", Convert.ToHexStringLower(md5.GetHashAndReset())),
            new("crc32c", Convert.ToHexStringLower(ReflectedCrc.Crc32C.ToBytes(crc))),
        ]);
    }
}
