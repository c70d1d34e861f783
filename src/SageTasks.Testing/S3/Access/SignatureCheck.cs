namespace SageTasks.Testing.S3;

/// <summary>Who is asking: compares the signature of a request (Signature Version 4, in a header or in the query).</summary>
internal sealed class SignatureCheck(S3Keys keys, S3World world, PlatformClock clock)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    public static S3Error Mismatch(params (string Name, string Value)[] details) => new(
        403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.", details);

    /// <summary>The signer; null for an anonymous request that may pass.</summary>
    /// <exception cref="S3Refusal">It may not.</exception>
    public Signer? Check(S3Call call)
    {
        var authorization = call.Header("Authorization");
        var isPresigned = call.Query("X-Amz-Signature") is not null || call.Query("X-Amz-Algorithm") is not null;
        if (authorization is not null && isPresigned)
        {
            throw new S3Refusal(S3Error.InvalidArgument("Authorization", authorization,
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified"));
        }

        if (authorization is null && !isPresigned)
        {
            return MayAnyone(call) ? null : throw new S3Refusal(S3Error.AccessDenied);
        }

        var claim = authorization is null ? SignatureClaim.OfQuery(call) : SignatureClaim.OfHeader(authorization, call);
        CheckScope(claim);
        CheckTime(claim);
        CheckHeaders(call, claim);
        var signer = new Signer(keys.Secret, claim);
        var canonical = CanonicalRequest.Of(call, claim, PayloadOf(call, claim));
        var text = signer.StringToSign(canonical);
        return signer.Sign(text) == claim.Signature
            ? signer
            : throw new S3Refusal(Mismatch(("AWSAccessKeyId", claim.KeyId), ("StringToSign", text), ("CanonicalRequest", canonical)));
    }

    private bool MayAnyone(S3Call call) => call.Request.Method is "GET" or "HEAD" && world.FindBucket(call.Bucket) is { IsPublic: true };

    private void CheckScope(SignatureClaim claim)
    {
        if (claim.KeyId != keys.Id)
        {
            throw new S3Refusal(new S3Error(
                403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", ("AWSAccessKeyId", claim.KeyId)));
        }

        if (claim.Region != keys.Region || claim.Service != "s3" || !claim.Stamp.StartsWith(claim.Date, StringComparison.Ordinal))
        {
            throw new S3Refusal(new S3Error(
                400, "AuthorizationHeaderMalformed",
                $"The authorization header is malformed; the scope '{claim.Scope}' is wrong; expecting '{claim.Stamp[..8]}/{keys.Region}/s3/aws4_request'", ("Region", keys.Region)));
        }
    }

    private void CheckTime(SignatureClaim claim)
    {
        var age = clock.Shown - claim.Time;
        if (age < -MaxSkew || (claim.Lifetime is null && age > MaxSkew))
        {
            throw new S3Refusal(new S3Error(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."));
        }

        if (age > claim.Lifetime)
        {
            throw new S3Refusal(S3Error.Expired);
        }
    }

    private static void CheckHeaders(S3Call call, SignatureClaim claim)
    {
        var unsigned = call.Request.Headers.Select(header => header.Key.ToLowerInvariant())
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Except(claim.SignedHeaders, StringComparer.Ordinal).ToList();
        if (unsigned.Count > 0)
        {
            throw new S3Refusal(new S3Error(
                403, "AccessDenied", "There were headers present in the request which were not signed", ("HeadersNotSigned", string.Join(", ", unsigned))));
        }
    }

    private static string PayloadOf(S3Call call, SignatureClaim claim) =>
        call.Header("x-amz-content-sha256")
        ?? (claim.Lifetime is null
            ? throw new S3Refusal(S3Error.InvalidRequest("Missing required header for this request: x-amz-content-sha256"))
            : call.Query("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD");
}
