using System.Security.Cryptography;

namespace Transfer;

/// <summary>A file's SHA-256 before the way through all stores, and after it: computed by no part of the transfer engine.</summary>
internal sealed record Proof(string Name, string Before, string After)
{
    /// <summary>The proof that every file came back as it was.</summary>
    /// <exception cref="InvalidDataException">A file came back with other bytes.</exception>
    public static async Task<IReadOnlyList<Proof>> OfAsync(string before, string after, CancellationToken cancellationToken)
    {
        var proofs = new List<Proof>();
        foreach (var path in Directory.GetFiles(before).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            proofs.Add(new Proof(name, await Sha256Async(path, cancellationToken), await Sha256Async(Path.Combine(after, name), cancellationToken)));
        }

        return proofs.Find(proof => proof.Before != proof.After) is { } broken
            ? throw new InvalidDataException($"{broken.Name} came back with other bytes: sha256 {broken.Before} before, {broken.After} after.")
            : proofs;
    }

    private static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
