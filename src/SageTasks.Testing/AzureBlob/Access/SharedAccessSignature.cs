using System.Globalization;

namespace SageTasks.Testing.AzureBlob;

/// <summary>A shared access signature in the query: of a blob or a container (<c>sr</c>), or of the account (<c>ss</c>).</summary>
internal sealed class SharedAccessSignature(Account account, PlatformClock clock, string accountPath, IReadOnlyDictionary<string, string> query)
{
    // From this version on the encryption scope is signed too.
    private const string WithScope = "2020-12-06";
    private const string WithSnapshot = "2018-11-09";

    public string Permissions => Value("sp");

    public bool IsOfAccount => query.ContainsKey("ss");

    /// <summary>What it reaches: <c>b</c> or <c>c</c>; of an account's, any of <c>s</c>, <c>c</c> and <c>o</c>.</summary>
    public string Reach => IsOfAccount ? Value("srt") : Value("sr");

    /// <exception cref="AzureRefusal">It is not signed by the account, does not reach this place, or is not good now.</exception>
    public void Check(string container, string blob)
    {
        var text = IsOfAccount ? AccountText() : ServiceText(container, blob);
        if (account.Sign(text) != Value("sig"))
        {
            throw new AzureRefusal(AzureError.AuthenticationFailed($"Signature did not match. String to sign used was {text}"));
        }

        if (Time("se") is not { } end || clock.Shown > end || clock.Shown < (Time("st") ?? DateTimeOffset.MinValue))
        {
            throw new AzureRefusal(AzureError.AuthenticationFailed("Signature not valid in the specified time frame."));
        }

        var isReached = IsOfAccount
            ? Value("ss").Contains('b', StringComparison.Ordinal) && Reach.Contains(blob.Length > 0 ? 'o' : container.Length > 0 ? 'c' : 's', StringComparison.Ordinal)
            : Reach == "c" || (Reach == "b" && blob.Length > 0);
        if (!isReached)
        {
            throw new AzureRefusal(new AzureError(403, "AuthorizationResourceTypeMismatch", "This request is not authorized to perform this operation using this resource type."));
        }
    }

    private string AccountText()
    {
        var lines = new List<string> { account.Name, Permissions, Value("ss"), Value("srt"), Value("st"), Value("se"), Value("sip"), Value("spr"), Value("sv") };
        if (IsFrom(WithScope))
        {
            lines.Add(Value("ses"));
        }

        return string.Join('\n', lines) + '\n';
    }

    private string ServiceText(string container, string blob)
    {
        var path = $"/blob{accountPath}/{container}" + (Reach == "b" ? $"/{blob}" : "");
        var lines = new List<string> { Permissions, Value("st"), Value("se"), path, Value("si"), Value("sip"), Value("spr"), Value("sv") };
        if (IsFrom(WithSnapshot))
        {
            lines.AddRange([Value("sr"), ""]);
        }

        if (IsFrom(WithScope))
        {
            lines.Add(Value("ses"));
        }

        return string.Join('\n', [.. lines, Value("rscc"), Value("rscd"), Value("rsce"), Value("rscl"), Value("rsct")]);
    }

    private bool IsFrom(string version) => string.CompareOrdinal(Value("sv"), version) >= 0;

    private DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Value(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private string Value(string name) => query.GetValueOrDefault(name, "");
}
