using System.Security.Cryptography;
using System.Text;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Ids that follow from content and scope, so that everyone who registers the same bytes in the same scope comes to the same one.</summary>
public static class DrsIds
{
    private static readonly DigestAlgorithm[] Order = [DigestAlgorithm.Sha256, DigestAlgorithm.Sha512, DigestAlgorithm.Sha1, DigestAlgorithm.Md5];

    /// <summary>The namespace of ids that SageTasks makes: the UUID (version 5, DNS) of <c>drs.sagetasks</c>.</summary>
    public static Guid Namespace { get; } = Guid.Parse("5c108ea9-8f27-52c3-b90e-d0b56ae2cf2a");

    /// <summary>A UUID (version 5) of a digest and a scope: of <c>sha256:HEX|SCOPE</c>, as other DRS tools make it with namespaces of their own.</summary>
    /// <param name="digests">Digests of the bytes. The first of SHA-256, SHA-512, SHA-1 and MD5 counts.</param>
    /// <param name="scope">What keeps equal bytes apart; null for nothing.</param>
    /// <param name="space">The namespace; null for <see cref="Namespace"/>.</param>
    /// <exception cref="ArgumentException">None of the digests tells bytes apart.</exception>
    public static Guid Compute(IEnumerable<Digest> digests, string? scope = null, Guid? space = null)
    {
        ArgumentNullException.ThrowIfNull(digests);
        var given = digests.Where(digest => Array.IndexOf(Order, digest.Algorithm) >= 0).MinBy(digest => Array.IndexOf(Order, digest.Algorithm))
            ?? throw new ArgumentException("An id follows from SHA-256, SHA-512, SHA-1 or MD5: give one of them, or choose an id.", nameof(digests));
        return OfName(space ?? Namespace, $"{ChecksumNames.Joined(given.Algorithm)}:{given.Value}|{scope}");
    }

    private static Guid OfName(Guid space, string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        Span<byte> prefix = stackalloc byte[16];
        space.TryWriteBytes(prefix, bigEndian: true, out _);
        sha1.AppendData(prefix);
        sha1.AppendData(Encoding.UTF8.GetBytes(name));
        sha1.GetHashAndReset(hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x50);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
