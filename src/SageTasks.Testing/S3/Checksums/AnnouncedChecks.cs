namespace SageTasks.Testing.S3;

/// <summary>What a request says that its bytes are: in headers, or in a trailer that follows them.</summary>
internal sealed class AnnouncedChecks
{
    private const int Md5Length = 16;
    private const string Prefix = "x-amz-checksum-";

    private readonly byte[]? _md5;
    private readonly string? _value;
    private readonly bool _isInTrailer;

    private AnnouncedChecks(byte[]? md5, ChecksumAlgorithm? algorithm, string? value, bool isInTrailer) =>
        (_md5, Algorithm, _value, _isInTrailer) = (md5, algorithm, value, isInTrailer);

    /// <summary>The algorithm of the announced checksum; null where none is announced.</summary>
    public ChecksumAlgorithm? Algorithm { get; }

    public bool IsNone => _md5 is null && Algorithm is null;

    public static AnnouncedChecks Of(S3Call call)
    {
        var sent = ChecksumAlgorithm.All.Where(algorithm => call.Header(algorithm.Header) is not null).ToList();
        var trailer = call.Header("x-amz-trailer");
        var trailing = ChecksumAlgorithm.All.FirstOrDefault(algorithm => algorithm.Header.Equals(trailer, StringComparison.OrdinalIgnoreCase));
        if (trailer is not null && trailing is null)
        {
            throw new S3Refusal(S3Error.InvalidRequest("The value specified in the x-amz-trailer header is not supported"));
        }

        if (sent.Count + (trailing is null ? 0 : 1) > 1)
        {
            throw new S3Refusal(S3Error.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."));
        }

        CheckNamed(call, sent.FirstOrDefault() ?? trailing);
        return sent is [var algorithm]
            ? new AnnouncedChecks(Md5(call), algorithm, CheckedValue(algorithm, call.Header(algorithm.Header)), isInTrailer: false)
            : new AnnouncedChecks(Md5(call), trailing, null, trailing is not null);
    }

    /// <exception cref="S3Refusal">The bytes are others than were announced.</exception>
    public void Compare(ReceivedBody body, Payload payload)
    {
        if (_md5 is not null && !_md5.AsSpan().SequenceEqual(body.Md5))
        {
            throw new S3Refusal(S3Error.BadDigest("Content-MD5"));
        }

        var value = _isInTrailer ? CheckedValue(Algorithm!, payload.Trailers.GetValueOrDefault(Algorithm!.Header)) : _value;
        if (value is not null && value != body.Checksum.Value)
        {
            throw new S3Refusal(S3Error.BadDigest(Algorithm!.Name));
        }
    }

    private static byte[]? Md5(S3Call call)
    {
        if (call.Header("Content-MD5") is not { } text)
        {
            return null;
        }

        var md5 = new byte[Md5Length];
        return Convert.TryFromBase64String(text, md5, out var length) && length == Md5Length ? md5 : throw new S3Refusal(S3Error.InvalidDigest);
    }

    private static void CheckNamed(S3Call call, ChecksumAlgorithm? found)
    {
        var named = call.Header("x-amz-sdk-checksum-algorithm");
        if (named is not null && found is not null && !named.Equals(found.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new S3Refusal(S3Error.InvalidRequest($"Value for x-amz-sdk-checksum-algorithm header is invalid: it does not match {found.Header}."));
        }

        if (named is not null && found is null && call.Request.Method == "PUT")
        {
            throw new S3Refusal(S3Error.InvalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found."));
        }
    }

    private static string CheckedValue(ChecksumAlgorithm algorithm, string? value)
    {
        var bytes = new byte[64];
        return value is not null && Convert.TryFromBase64String(value, bytes, out var length) && length == algorithm.Of([]).Length
            ? value
            : throw new S3Refusal(S3Error.InvalidRequest($"Value for {Prefix}{algorithm.Name.ToLowerInvariant()} header is invalid."));
    }
}
