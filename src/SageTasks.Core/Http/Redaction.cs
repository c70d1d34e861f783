using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Http;

/// <summary>Takes secrets out of text that people see: addresses, messages, logs and traces.</summary>
public static partial class Redaction
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mark = "***";

    // The time passes also while other processes have the processor; no pattern here can take long by itself.
    private const int PatternTimeout = 30_000;

    private static readonly string[] SecretWords =
        ["token", "signature", "secret", "password", "passwd", "passphrase", "privatekey", "credential", "accesskey", "apikey", "authorization", "jwt", "sessionid"];

    private static readonly HashSet<string> SecretNames =
        new(StringComparer.OrdinalIgnoreCase) { "sig", "key", "code", "auth", "policy", "pwd", "googleaccessid", "key-pair-id", "upload_id" };

    /// <summary>An address without user information and fragment, each query value that could be secret replaced by <see cref="Mark"/>.</summary>
    public static string Uri(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri)
        {
            return Query(uri.OriginalString);
        }

        var user = uri.UserInfo.Length > 0 ? Mark + "@" : "";
        var port = uri.IsDefaultPort || uri.Port < 0 ? "" : ":" + uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Query($"{uri.Scheme}://{user}{uri.Host}{port}{uri.PathAndQuery}");
    }

    /// <summary>Text with the secrets that can be recognised replaced: addresses, bearer and basic credentials, JSON web tokens
    /// and <c>name=value</c> or <c>"name":"value"</c> pairs with a name that means a secret.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = Addresses().Replace(text, static found => Address(found.Value));
        clean = Schemes().Replace(clean, "$1 " + Mark);
        clean = WebTokens().Replace(clean, Mark);
        return Pairs().Replace(clean, static found => IsSecretPair(found) ? found.Groups[1].Value + found.Groups[2].Value + Mark : found.Value);
    }

    /// <summary>Whether what bears this name is a secret. A signature is none here: genes have some, too.</summary>
    internal static bool IsSecretName(string name) => SoundsSecret(name.Replace("signature", "", StringComparison.OrdinalIgnoreCase));

    internal static string Query(string address)
    {
        var fragment = address.IndexOf('#', StringComparison.Ordinal);
        var whole = fragment < 0 ? address : address[..fragment];
        var question = whole.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return whole;
        }

        var clean = new StringBuilder(whole, 0, question, whole.Length);
        var separator = '?';
        foreach (var pair in whole[(question + 1)..].Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            clean.Append(separator).Append(equals >= 0 && IsSecret(System.Uri.UnescapeDataString(name)) ? name + "=" + Mark : pair);
            separator = '&';
        }

        return clean.ToString();
    }

    // Prose has pairs too ("Unexpected token: value"): after a colon only what looks drawn at random is taken for a secret.
    private static bool IsSecretPair(Match found)
    {
        var value = found.Groups[3].ValueSpan;
        return SoundsSecret(found.Groups[1].Value)
            && (found.Groups[2].ValueSpan.Contains('=') || value.Length >= 20 || (value.Length >= 6 && value.ContainsAnyInRange('0', '9')));
    }

    private static bool IsSecret(string name) => SecretNames.Contains(name) || SoundsSecret(name);

    private static bool SoundsSecret(string name)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Array.Exists(SecretWords, word => plain.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    // All else stays as it was written: a message is about that text.
    private static string Address(string text)
    {
        var authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = text.AsSpan(authority).IndexOfAny('/', '?', '#');
        var at = text.AsSpan(authority, path < 0 ? text.Length - authority : path).LastIndexOf('@');
        return Query(at < 0 ? text : text[..authority] + Mark + text[(authority + at)..]);
    }

    [GeneratedRegex("""[a-z][a-z0-9+.-]{1,11}://[^\s"'`<>\\]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatternTimeout)]
    private static partial Regex Addresses();

    [GeneratedRegex("""\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{4,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatternTimeout)]
    private static partial Regex Schemes();

    [GeneratedRegex("""\beyJ[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){1,2}""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex WebTokens();

    [GeneratedRegex("""([A-Za-z][A-Za-z0-9_-]{1,40})("?\s*[:=]\s*"?)([^\s"&,;<>]{4,})""", RegexOptions.CultureInvariant, PatternTimeout)]
    private static partial Regex Pairs();
}
