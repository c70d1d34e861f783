using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.S3;

/// <summary>Takes a body out of its <c>aws-chunked</c> framing and compares the signature of each chunk and of the trailer.</summary>
/// <param name="inner">The framed body.</param>
/// <param name="signer">Who signed the chunks; null for chunks without signatures.</param>
internal sealed class AwsChunkedStream(Stream inner, Signer? signer) : ForwardStream
{
    private const int LongestLine = 16 * 1024;
    private const string TrailerSignature = "x-amz-trailer-signature";

    private readonly BufferedStream _inner = new(inner, 64 * 1024);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, string> _trailers = new(StringComparer.OrdinalIgnoreCase);
    private string? _signature;
    private bool _isInside;
    private bool _isAtEnd;
    private long _left;

    /// <summary>The trailer, filled when the end has been reached.</summary>
    public IReadOnlyDictionary<string, string> Trailers => _trailers;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_left == 0 && !_isAtEnd)
        {
            await NextChunkAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_isAtEnd || buffer.IsEmpty)
        {
            return 0;
        }

        var count = await _inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            throw new S3Refusal(S3Error.IncompleteBody);
        }

        _hash.AppendData(buffer.Span[..count]);
        _left -= count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private async Task NextChunkAsync(CancellationToken cancellationToken)
    {
        if (_isInside)
        {
            await LineAsync(cancellationToken).ConfigureAwait(false);
            CheckChunk();
        }

        var header = (await LineAsync(cancellationToken).ConfigureAwait(false)).Split(';', 2);
        if (!long.TryParse(header[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left) || _left < 0)
        {
            throw new S3Refusal(S3Error.IncompleteBody);
        }

        _signature = header.Length > 1 && header[1].StartsWith("chunk-signature=", StringComparison.Ordinal) ? header[1]["chunk-signature=".Length..].Trim() : null;
        _isInside = true;
        if (_left == 0)
        {
            CheckChunk();
            await ReadTrailerAsync(cancellationToken).ConfigureAwait(false);
            _isAtEnd = true;
        }
    }

    private void CheckChunk()
    {
        if (signer is not null)
        {
            signer.CheckChunk(_hash.GetHashAndReset(), _signature);
        }
    }

    private async Task ReadTrailerAsync(CancellationToken cancellationToken)
    {
        var signed = new StringBuilder();
        string? signature = null;
        for (string line; (line = await LineAsync(cancellationToken).ConfigureAwait(false)).Length > 0;)
        {
            var (name, value) = line.Split(':', 2) is [var n, var v] ? (n.Trim(), v.Trim()) : throw new S3Refusal(S3Error.IncompleteBody);
            if (name.Equals(TrailerSignature, StringComparison.OrdinalIgnoreCase))
            {
                signature = value;
                continue;
            }

            _trailers[name] = value;
            signed.Append(name.ToLowerInvariant()).Append(':').Append(value).Append('\n');
        }

        if (signer is not null && signed.Length > 0)
        {
            signer.CheckTrailer(SHA256.HashData(Encoding.UTF8.GetBytes(signed.ToString())), signature);
        }
    }

    /// <summary>A line without its end; empty at the end of the body.</summary>
    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var next = new byte[1];
        while (await _inner.ReadAsync(next, cancellationToken).ConfigureAwait(false) > 0 && next[0] != '\n')
        {
            line.Add(next[0]);
            if (line.Count > LongestLine)
            {
                throw new S3Refusal(S3Error.IncompleteBody);
            }
        }

        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
