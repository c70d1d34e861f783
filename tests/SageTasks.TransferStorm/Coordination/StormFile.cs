using System.Security.Cryptography;

namespace SageTasks.TransferStorm;

/// <summary>The file that travels.</summary>
internal static class StormFile
{
    private const int Block = 1 << 20;

    /// <summary>Writes random bytes.</summary>
    public static async Task WriteAsync(string path, long size, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var block = new byte[Block];
        await using var file = File.Create(path);
        for (var left = size; left > 0; left -= Block)
        {
            random.NextBytes(block);
            await file.WriteAsync(block.AsMemory(0, (int)Math.Min(Block, left)), cancellationToken);
        }
    }

    public static async Task<string> Md5Async(string path, CancellationToken cancellationToken)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var block = new byte[Block];
        await using var file = File.OpenRead(path);
        for (var read = -1; read != 0;)
        {
            read = await file.ReadAsync(block, cancellationToken);
            md5.AppendData(block, 0, read);
        }

        return Convert.ToHexStringLower(md5.GetHashAndReset());
    }
}
