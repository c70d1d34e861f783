using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Http;

/// <summary>A secret that goes with each request to the configured host and nowhere else. Never shown by <see cref="ToString"/>.</summary>
public sealed class ApiCredential
{
    private readonly string? _fixed;
    private readonly Func<CancellationToken, ValueTask<string>>? _provider;
    private readonly string _prefix;

    private ApiCredential(string headerName, string prefix, string? value, Func<CancellationToken, ValueTask<string>>? provider, string? identity)
    {
        HeaderName = headerName;
        _prefix = prefix;
        _fixed = value is null ? null : Check(value);
        _provider = provider;
        Identity = Hash(identity ?? _fixed ?? Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
    }

    /// <summary>The header that carries the secret, such as <c>Authorization</c>.</summary>
    public string HeaderName { get; }

    /// <summary>A hash that tells credentials apart: clients with the same one share a limiter.</summary>
    internal string Identity { get; }

    /// <summary><c>Authorization: Bearer …</c> with a fixed token.</summary>
    /// <exception cref="ArgumentException">The token is empty or holds white space or control characters.</exception>
    public static ApiCredential Bearer(string token) => new("Authorization", "Bearer ", token ?? "", null, null);

    /// <summary><c>Authorization: Bearer …</c> with a token that is asked for before each request, so that it can be renewed.</summary>
    /// <param name="token">Answers the token of the moment.</param>
    /// <param name="identity">Names the account, so that several clients of it share one limiter; null gives this credential its own.</param>
    public static ApiCredential Bearer(Func<CancellationToken, ValueTask<string>> token, string? identity = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new("Authorization", "Bearer ", null, token, identity);
    }

    /// <summary>A header of its own, such as <c>X-SBG-Auth-Token</c>, with a fixed value.</summary>
    /// <exception cref="ArgumentException">The name can't be a header's, or the value is empty or holds white space or control characters.</exception>
    public static ApiCredential Header(string name, string value) => new(CheckName(name), "", value ?? "", null, null);

    /// <summary>A header of its own with a value that is asked for before each request.</summary>
    public static ApiCredential Header(string name, Func<CancellationToken, ValueTask<string>> value, string? identity = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(CheckName(name), "", null, value, identity);
    }

    /// <summary><c>Authorization: Basic …</c>.</summary>
    public static ApiCredential Basic(string user, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentNullException.ThrowIfNull(password);
        return new("Authorization", "Basic ", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")), null, null);
    }

    /// <summary>The header's name and a mark in the place of the secret.</summary>
    public override string ToString() => $"{HeaderName}: {_prefix}{Redaction.Mark}";

    /// <summary>The secret where it is fixed, so that it can be taken out of what a server says.</summary>
    internal string? Fixed => _fixed;

    internal async ValueTask<string> ReadAsync(CancellationToken cancellationToken) =>
        _fixed ?? Check(await _provider!(cancellationToken).ConfigureAwait(false));

    internal void Apply(HttpRequestHeaders headers, string secret) => headers.TryAddWithoutValidation(HeaderName, _prefix + secret);

    private static string CheckName(string name)
    {
        using var message = new HttpRequestMessage();
        return !string.IsNullOrEmpty(name) && message.Headers.TryAddWithoutValidation(name, "value")
            ? name
            : throw new ArgumentException($"'{name}' can't be the name of the header that carries a token.", nameof(name));
    }

    private static string Check(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            throw new ArgumentException("The token is empty. Leave it out for anonymous access, or give one.");
        }

        return secret.AsSpan().ContainsAnyExceptInRange('\u0021', '\u007e')
            ? throw new ArgumentException("The token holds white space, a line end or another character that no token has. Was it read from a file with its line end?")
            : secret;
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
