using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Testing.S3;

/// <summary>The form of a request that is signed (Signature Version 4).</summary>
internal static partial class CanonicalRequest
{
    public static string Of(S3Call call, SignatureClaim claim, string payload)
    {
        var form = new StringBuilder();
        form.Append(call.Request.Method).Append('\n').Append(PathOf(call)).Append('\n').Append(QueryOf(call.Request)).Append('\n');
        foreach (var name in claim.SignedHeaders)
        {
            form.Append(name).Append(':').Append(Spaces().Replace(call.Request.Header(name)?.Trim() ?? "", " ")).Append('\n');
        }

        return form.Append('\n').AppendJoin(';', claim.SignedHeaders).Append('\n').Append(payload).ToString();
    }

    /// <summary>Encodes everything but letters, digits and <c>-._~</c>.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    private static string PathOf(S3Call call) =>
        string.Join('/', call.Request.RawPath.Split('/').Select(segment => Encode(Uri.UnescapeDataString(segment))));

    private static string QueryOf(LocalRequest request) => string.Join('&', request.Query
        .Where(pair => pair.Key != "X-Amz-Signature")
        .SelectMany(pair => pair.Value.Select(value => (Name: Encode(pair.Key), Value: Encode(value ?? ""))))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    [GeneratedRegex(" +", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Spaces();
}
