using System.Security.Cryptography;
using SageTasks.Runs;
using SageTasks.Storage;

namespace GenomicsTes;

/// <summary>A file of this machine, known by its bytes.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hexadecimal digits.</param>
internal sealed record DataFile(Location Place, string Sha256)
{
    public string Name => Place.Name;

    public ContentIdentity Identity => ContentIdentity.Sha256(Sha256);

    public static async Task<DataFile> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return new DataFile(Location.FromPath(path), Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
    }
}
