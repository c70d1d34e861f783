namespace SageTasks.Runs;

/// <summary>Takes the signature off a signed URL: it changes every time, and the object it names does not.</summary>
internal static class SignedUrl
{
    private static readonly HashSet<string> Azure = new(StringComparer.OrdinalIgnoreCase)
    {
        "sv", "ss", "srt", "sr", "sp", "se", "st", "spr", "sip", "sig", "si", "skoid", "sktid", "skt", "ske", "sks", "skv", "saoid", "suoid", "scid",
    };

    private static readonly HashSet<string> Classic = new(StringComparer.Ordinal)
    {
        "Expires", "Signature", "Key-Pair-Id", "Policy", "AWSAccessKeyId", "GoogleAccessId", "x-amz-security-token",
    };

    public static string Strip(string text)
    {
        var queryAt = text.IndexOf('?', StringComparison.Ordinal);
        if (queryAt < 0 || !(text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
        {
            return text;
        }

        var fragmentAt = text.IndexOf('#', queryAt);
        var fragment = fragmentAt < 0 ? string.Empty : text[fragmentAt..];
        var fields = text[(queryAt + 1)..(fragmentAt < 0 ? text.Length : fragmentAt)].Split('&');
        var isSignature = Scheme(fields.Select(Name));
        if (isSignature is null)
        {
            return text;
        }

        var kept = string.Join('&', fields.Where(field => !isSignature(Name(field))));
        return text[..queryAt] + (kept.Length == 0 ? string.Empty : "?" + kept) + fragment;
    }

    private static Func<string, bool>? Scheme(IEnumerable<string> fields)
    {
        var names = fields.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Contains("X-Amz-Signature"))
        {
            return name => name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase);
        }

        if (names.Contains("X-Goog-Signature"))
        {
            return name => name.StartsWith("X-Goog-", StringComparison.OrdinalIgnoreCase);
        }

        if (names.Contains("sig") && names.Contains("sv"))
        {
            return Azure.Contains;
        }

        return names.Contains("Signature") && (names.Contains("Expires") || names.Contains("Policy")) ? Classic.Contains : null;
    }

    private static string Name(string field)
    {
        var end = field.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? field : field[..end];
    }
}
