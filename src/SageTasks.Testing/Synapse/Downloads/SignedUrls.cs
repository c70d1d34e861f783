using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Synapse;

/// <summary>Makes and checks URLs that carry their own permission, in the manner of S3: method, object, expiry and headers are signed.</summary>
internal sealed class SignedUrls(SynapseStore store, TimeSpan downloadLifetime, TimeSpan uploadLifetime)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public string Download(UrlOrigin origin, string bucket, string key) =>
        Sign(origin, "GET", PathOf(bucket, key), [], downloadLifetime, new Dictionary<string, string>(StringComparer.Ordinal));

    public string Upload(UrlOrigin origin, string bucket, string key, IEnumerable<string> parameters, IReadOnlyDictionary<string, string> headers) =>
        Sign(origin, "PUT", PathOf(bucket, key), parameters, uploadLifetime, headers);

    /// <summary>Why a request for an object is refused; null when it is signed well.</summary>
    public S3Error? Check(LocalRequest request)
    {
        if (request.Header("Authorization") is not null)
        {
            return S3Error.TwoSignatures;
        }

        var (date, expires, signed) = (request.QueryValue("X-Amz-Date"), request.QueryValue("X-Amz-Expires"), request.QueryValue("X-Amz-SignedHeaders"));
        if (date is null || expires is null || signed is null || request.QueryValue("X-Amz-Signature") is not { } signature)
        {
            return S3Error.Denied;
        }

        var names = signed.Split(';').Where(n => n != "host").ToList();
        if (names.Find(n => request.Header(n) is null) is { } missing)
        {
            return S3Error.HeaderMissing(missing);
        }

        var headers = names.ToDictionary(n => n, n => request.Header(n)!, StringComparer.Ordinal);
        var parameters = request.Query.Where(q => !q.Key.StartsWith("X-Amz-", StringComparison.Ordinal)).Select(q => $"{q.Key}={q.Value}");
        var expected = Signature(request.Method, request.RawPath, parameters, date, expires, headers);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature)))
        {
            return S3Error.SignatureMismatch;
        }

        var end = DateTimeOffset.ParseExact(date, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            .AddSeconds(int.Parse(expires, CultureInfo.InvariantCulture));
        return store.Now > end ? S3Error.Expired : null;
    }

    private static string PathOf(string bucket, string key) => $"/s3/{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";

    private string Sign(
        UrlOrigin origin, string method, string path, IEnumerable<string> parameters, TimeSpan lifetime, IReadOnlyDictionary<string, string> headers)
    {
        var from = origin.Expired ? store.Now - lifetime - TimeSpan.FromMinutes(1) : store.Now;
        var date = from.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var expires = ((int)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var lower = headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value, StringComparer.Ordinal);
        var given = parameters.ToList();
        var signature = Signature(method, path, given, date, expires, lower);
        var names = string.Join("%3B", lower.Keys.Append("host").Order(StringComparer.Ordinal));
        var query = given.Append($"X-Amz-Algorithm={Algorithm}").Append("X-Amz-Credential=LOCALSYNAPSE%2Fus-east-1%2Fs3%2Faws4_request")
            .Append($"X-Amz-Date={date}").Append($"X-Amz-Expires={expires}").Append($"X-Amz-SignedHeaders={names}").Append($"X-Amz-Signature={signature}");
        return $"{origin.Text}{path}?{string.Join('&', query)}";
    }

    private string Signature(
        string method, string path, IEnumerable<string> parameters, string date, string expires, Dictionary<string, string> headers)
    {
        var text = new StringBuilder().Append(method).Append('\n').Append(path).Append('\n').Append(date).Append('\n').Append(expires);
        foreach (var parameter in parameters.Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(parameter);
        }

        foreach (var (name, value) in headers.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append(':').Append(value);
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(store.SigningKey, Encoding.UTF8.GetBytes(text.ToString())));
    }
}
