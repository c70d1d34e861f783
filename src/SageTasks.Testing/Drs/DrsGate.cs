using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Drs;

/// <summary>What every request passes first: the token, where one is asked for.</summary>
internal sealed class DrsGate(LocalDrsOptions options, string token)
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    public LocalAnswer? Check(LocalRequest request)
    {
        var isOpen = request.Method == "OPTIONS" || request.Segments is [.., "service-info"] or [BytesRoutes.Root, ..];
        if (isOpen || Admits(request))
        {
            return null;
        }

        var isIndexd = request.Segments is ["index" or "bundle", ..];
        var status = isIndexd || request.Header(options.Personality.TokenHeader) is not null ? 403 : 401;
        return isIndexd ? IndexdErrors.Answer(status, "Permission denied.") : DrsErrors.Answer(status, "The request is unauthorized.");
    }

    /// <summary>Whether a request brings what is asked for, if anything is.</summary>
    public bool Admits(LocalRequest request) => !options.RequiresToken || Opens(request.Header(options.Personality.TokenHeader));

    private bool Opens(string? given)
    {
        if (given is null)
        {
            return false;
        }

        if (given.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return Same(PasswordOf(given[Basic.Length..]));
        }

        var isOwnHeader = options.Personality.TokenHeader != "Authorization";
        return isOwnHeader ? Same(given) : given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && Same(given[Bearer.Length..].Trim());
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
