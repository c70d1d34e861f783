using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Drs;

/// <summary>What every request passes first: the token, where one is asked for.</summary>
internal sealed class DrsGate(LocalDrsOptions options, string token)
{
    private const string Basic = "Basic ";

    public LocalAnswer? Check(LocalRequest request)
    {
        if (request.IsOpen || Admits(request))
        {
            return null;
        }

        var isIndexd = request.Segments is ["index" or "bundle", ..];
        var status = isIndexd || request.Header(options.Personality.TokenHeader) is not null ? 403 : 401;
        return isIndexd ? IndexdErrors.Answer(status, "Permission denied.") : DrsErrors.Answer(status, "The request is unauthorized.");
    }

    /// <summary>Whether a request brings what is asked for, if anything is.</summary>
    public bool Admits(LocalRequest request) => !options.RequiresToken || Opens(request);

    private bool Opens(LocalRequest request)
    {
        var given = request.Header(options.Personality.TokenHeader) ?? "";
        if (given.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return Same(PasswordOf(given[Basic.Length..]));
        }

        return options.Personality.TokenHeader == "Authorization" ? BearerToken.Is(request, token) : Same(given);
    }

    private static string PasswordOf(string basic)
    {
        Span<byte> bytes = stackalloc byte[basic.Length];
        return Convert.TryFromBase64String(basic.Trim(), bytes, out var count) && Encoding.UTF8.GetString(bytes[..count]).Split(':', 2) is [_, var password]
            ? password
            : "";
    }

    private bool Same(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
}
