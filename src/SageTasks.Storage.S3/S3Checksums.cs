using Amazon.S3;
using Amazon.S3.Model;

namespace SageTasks.Storage.S3;

/// <summary>
/// Which checksums go with the bytes, so that the server verifies what it received. S3 itself checks one of <c>x-amz-checksum-*</c>, and
/// Content-MD5 where it is known; elsewhere the former are often ignored, and Content-MD5 is what all servers check. Over plain http the
/// signature covers the bytes already.
/// </summary>
internal sealed class S3Checksums(bool isAws, bool areBodiesSigned)
{
    private const int WorthAThread = 64 * 1024;

    // Strongest first; S3 takes one of them with a request.
    private static readonly IReadOnlyList<DigestAlgorithm> OfObjects = [DigestAlgorithm.Sha256, DigestAlgorithm.Crc64Nvme, DigestAlgorithm.Crc32C];

    public static IReadOnlyList<DigestAlgorithm> Stated { get; } = [DigestAlgorithm.Md5, .. OfObjects];

    public IReadOnlyList<DigestAlgorithm> Checked => isAws ? Stated : [DigestAlgorithm.Md5];

    /// <summary>The algorithm of an upload's parts, which S3 combines to that of the whole: SHA-256 can't be combined.</summary>
    public static DigestAlgorithm OfParts(PutOptions options) =>
        Known(options.Digests, DigestAlgorithm.Crc64Nvme) is not null ? DigestAlgorithm.Crc64Nvme : DigestAlgorithm.Crc32C;

    /// <summary>The checksums to send with a whole object.</summary>
    public Task<IReadOnlyList<Digest>> OfObjectAsync(ObjectContent content, PutOptions options, CancellationToken cancellationToken)
    {
        // What the caller announces for the object goes before what is said of the bytes: the server finds the difference.
        IReadOnlyList<Digest> known = [.. options.Digests.Concat(content.Digests).DistinctBy(digest => digest.Algorithm)];
        return ChooseAsync(content, known, OfObjects, cancellationToken);
    }

    /// <summary>The checksums to send with a part.</summary>
    public Task<IReadOnlyList<Digest>> OfPartAsync(ObjectContent content, PutOptions options, CancellationToken cancellationToken) =>
        ChooseAsync(content, content.Digests, [OfParts(options)], cancellationToken);

    public static void Apply(PutObjectRequest request, IReadOnlyList<Digest> digests)
    {
        request.MD5Digest = Known(digests, DigestAlgorithm.Md5)?.ToBase64();
        request.ChecksumSHA256 = Known(digests, DigestAlgorithm.Sha256)?.ToBase64();
        request.ChecksumCRC64NVME = Known(digests, DigestAlgorithm.Crc64Nvme)?.ToBase64();
        request.ChecksumCRC32C = Known(digests, DigestAlgorithm.Crc32C)?.ToBase64();
    }

    public static void Apply(UploadPartRequest request, IReadOnlyList<Digest> digests)
    {
        request.MD5Digest = Known(digests, DigestAlgorithm.Md5)?.ToBase64();
        request.ChecksumCRC64NVME = Known(digests, DigestAlgorithm.Crc64Nvme)?.ToBase64();
        request.ChecksumCRC32C = Known(digests, DigestAlgorithm.Crc32C)?.ToBase64();
    }

    /// <summary>Has S3 combine the parts' checksums to that of the whole object.</summary>
    public void Begin(InitiateMultipartUploadRequest request, PutOptions options)
    {
        if (isAws)
        {
            request.ChecksumAlgorithm = OfParts(options) == DigestAlgorithm.Crc64Nvme ? ChecksumAlgorithm.CRC64NVME : ChecksumAlgorithm.CRC32C;
            request.ChecksumType = ChecksumType.FULL_OBJECT;
        }
    }

    /// <summary>Has S3 compare size and checksum of the whole before the object appears.</summary>
    public void Complete(CompleteMultipartUploadRequest request, ObjectUpload upload)
    {
        if (isAws)
        {
            request.ChecksumType = ChecksumType.FULL_OBJECT;
            request.MpuObjectSize = upload.Size;
            var algorithm = OfParts(upload.Options);
            var whole = Known(upload.Options.Digests, algorithm)?.ToBase64();
            request.ChecksumCRC64NVME = algorithm == DigestAlgorithm.Crc64Nvme ? whole : null;
            request.ChecksumCRC32C = algorithm == DigestAlgorithm.Crc32C ? whole : null;
        }
    }

    public static PartETag Tag(UploadedPart part) => new(part.Number, part.Tag)
    {
        ChecksumCRC64NVME = part.Checksum is { } checksum && checksum.Algorithm == DigestAlgorithm.Crc64Nvme ? checksum.ToBase64() : null,
        ChecksumCRC32C = part.Checksum is { } other && other.Algorithm == DigestAlgorithm.Crc32C ? other.ToBase64() : null,
    };

    public static Digest? Known(IEnumerable<Digest> digests, DigestAlgorithm algorithm) => digests.FirstOrDefault(digest => digest.Algorithm == algorithm);

    private async Task<IReadOnlyList<Digest>> ChooseAsync(
        ObjectContent content, IReadOnlyList<Digest> known, IReadOnlyList<DigestAlgorithm> algorithms, CancellationToken cancellationToken)
    {
        var md5 = Known(known, DigestAlgorithm.Md5);
        if (!isAws)
        {
            md5 ??= areBodiesSigned ? null : await ComputeAsync(content, DigestAlgorithm.Md5, cancellationToken).ConfigureAwait(false);
            return md5 is null ? [] : [md5];
        }

        var checksum = algorithms.Select(algorithm => Known(known, algorithm)).FirstOrDefault(digest => digest is not null)
            ?? await ComputeAsync(content, algorithms[^1], cancellationToken).ConfigureAwait(false);
        return md5 is null ? [checksum] : [md5, checksum];
    }

    // Parts of several uploads are hashed side by side, not on the thread that starts them.
    public static Task<Digest> ComputeAsync(ObjectContent content, DigestAlgorithm algorithm, CancellationToken cancellationToken) =>
        content.Length < WorthAThread
            ? Digest.OfContentAsync(content, algorithm, cancellationToken)
            : Task.Run(() => Digest.OfContentAsync(content, algorithm, cancellationToken), cancellationToken);
}
