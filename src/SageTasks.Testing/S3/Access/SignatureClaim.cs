using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>What a request says of its signature, in the header <c>Authorization</c> or in its query (a presigned address).</summary>
internal sealed record SignatureClaim
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    public required string KeyId { get; init; }

    public required string Date { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    /// <summary>How long a presigned address is good; null for a header.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string Stamp => Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    public static SignatureClaim OfHeader(string authorization, S3Call call)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw new S3Refusal(S3Error.InvalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."));
        }

        var parts = authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var time = Moment(call.Header("x-amz-date"))
            ?? HttpDate(call.Header("Date"))
            ?? throw new S3Refusal(new S3Error(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header"));
        return Of(parts.GetValueOrDefault("Credential"), parts.GetValueOrDefault("SignedHeaders"), parts.GetValueOrDefault("Signature"), time);
    }

    public static SignatureClaim OfQuery(S3Call call)
    {
        var time = Moment(call.Query("X-Amz-Date"));
        if (call.Query("X-Amz-Algorithm") != Algorithm || time is null
            || !int.TryParse(call.Query("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 604_800)
        {
            throw Malformed("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires (1 to 604800) parameters.");
        }

        return Of(call.Query("X-Amz-Credential"), call.Query("X-Amz-SignedHeaders"), call.Query("X-Amz-Signature"), time.Value) with { Lifetime = TimeSpan.FromSeconds(seconds) };
    }

    private static SignatureClaim Of(string? credential, string? headers, string? signature, DateTimeOffset time)
    {
        if (credential?.Split('/') is not [var id, var date, var region, var service, "aws4_request"] || headers is null || signature is null)
        {
            throw Malformed("The authorization header is malformed; the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }

        return new SignatureClaim
        {
            KeyId = id,
            Date = date,
            Region = region,
            Service = service,
            Time = time,
            SignedHeaders = headers.Split(';', StringSplitOptions.RemoveEmptyEntries),
            Signature = signature,
        };
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static DateTimeOffset? HttpDate(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static S3Refusal Malformed(string message) => new(new S3Error(400, "AuthorizationHeaderMalformed", message));
}
