using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SageTasks.Testing.Gcs;

/// <summary>The tokens that are good, and what they allow.</summary>
internal sealed class GcsTokens
{
    private readonly ConcurrentDictionary<string, GcsAccess> _tokens = new(StringComparer.Ordinal);

    public GcsTokens(string? owner)
    {
        Owner = owner ?? Random();
        _tokens[Owner] = GcsAccess.ReadWrite;
    }

    public string Owner { get; }

    public string Add(GcsAccess access)
    {
        var token = Random();
        _tokens[token] = access;
        return token;
    }

    public void Revoke(string token) => _tokens.TryRemove(token, out _);

    public GcsAccess? Find(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && _tokens.TryGetValue(authorization["Bearer ".Length..].Trim(), out var access)
            ? access
            : null;

    private static string Random() => "ya29.local-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
}
