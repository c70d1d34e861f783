using System.Security.Cryptography;

namespace SageTasks.Testing.S3;

/// <summary>A body whose SHA-256 was signed: its end is reached only when it is that one.</summary>
internal sealed class DigestedStream(Stream inner, string sha256) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _hash.AppendData(buffer.Span[..count]);
        if (count == 0 && !buffer.IsEmpty)
        {
            Check();
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Check()
    {
        var computed = Convert.ToHexStringLower(_hash.GetHashAndReset());
        if (!computed.Equals(sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new S3Refusal(new S3Error(
                400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.",
                ("ClientComputedContentSHA256", sha256), ("S3ComputedContentSHA256", computed)));
        }
    }
}
