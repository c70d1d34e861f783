using System.Globalization;
using System.Text;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The signature of a request with the account's key: <c>Authorization: SharedKey account:signature</c>.</summary>
internal sealed class SharedKey(Account account, PlatformClock clock)
{
    private const string Scheme = "SharedKey ";

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(15);

    // In this order, by the published form.
    private static readonly string[] Standard =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match",
        "If-Unmodified-Since", "Range",
    ];

    public void Check(AzureCall call, string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal) || authorization[Scheme.Length..].Split(':', 2) is not [var name, var signature])
        {
            throw new AzureRefusal(new AzureError(400, "InvalidAuthenticationInfo", "Authentication information is not given in the correct format. Check the value of Authorization header."));
        }

        CheckTime(call);
        var text = StringToSign(call);
        if (name != account.Name || signature != account.Sign(text))
        {
            throw new AzureRefusal(AzureError.AuthenticationFailed(
                $"The MAC signature found in the HTTP request is not the same as any computed signature. Server used following string to sign: '{text}'."));
        }
    }

    private void CheckTime(AzureCall call)
    {
        var sent = call.Header("x-ms-date") ?? call.Header("Date");
        if (!DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) || (clock.Shown - time).Duration() > MaxAge)
        {
            throw new AzureRefusal(AzureError.AuthenticationFailed("The date header in the request is missing or incorrect."));
        }
    }

    private string StringToSign(AzureCall call)
    {
        var text = new StringBuilder(call.Request.Method).Append('\n');
        foreach (var name in Standard)
        {
            var value = call.Header(name) ?? "";
            var isEmpty = (name == "Content-Length" && value == "0") || (name == "Date" && call.Header("x-ms-date") is not null);
            text.Append(isEmpty ? "" : value).Append('\n');
        }

        foreach (var (name, value) in call.Request.Headers.Select(header => (Name: header.Key.ToLowerInvariant(), header.Value))
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal)).OrderBy(header => header.Name, StringComparer.Ordinal))
        {
            text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }

        text.Append('/').Append(account.Name).Append(call.Request.RawPath);
        foreach (var (name, values) in call.Request.Query.Select(pair => (pair.Key.ToLowerInvariant(), pair.Value)).OrderBy(pair => pair.Item1, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append(':').AppendJoin(',', values.Select(value => value ?? "").Order(StringComparer.Ordinal));
        }

        return text.ToString();
    }
}
