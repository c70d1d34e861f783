using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing;

/// <summary>The token of a header <c>Authorization: Bearer TOKEN</c>.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token that a request brings; null for none.</summary>
    public static string? Of(LocalRequest request) =>
        request.Header("Authorization") is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;

    /// <summary>Whether a request brings this token.</summary>
    public static bool Is(LocalRequest request, string token) =>
        Of(request) is { } given && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
}
