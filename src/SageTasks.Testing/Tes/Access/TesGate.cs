using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SageTasks.Testing;

/// <summary>Users with their tokens, and what they may see.</summary>
internal sealed class TesGate(TesWorld world)
{
    private readonly ConcurrentDictionary<string, TesCaller> _callers = new(StringComparer.Ordinal);

    /// <summary>Adds a user, and answers with the user's token.</summary>
    public string Add(TesCaller caller, string? token = null)
    {
        token ??= RandomNumberGenerator.GetHexString(40, lowercase: true);
        _callers[token] = caller;
        return token;
    }

    /// <summary>Refuses a request without a token that is one, but for what is open to everyone.</summary>
    public LocalAnswer? Check(LocalRequest request)
    {
        if (world.Options.Access == LocalTesAccess.Open || request.IsOpen)
        {
            return null;
        }

        if (request.Header("Authorization") is not { Length: > 0 })
        {
            return Refusal(request, 401, "There is no token: send 'Authorization: Bearer TOKEN'.");
        }

        if (BearerToken.Of(request) is null)
        {
            return Refusal(request, 403, "Only bearer tokens are taken.");
        }

        if (CallerOf(request) is not { } caller)
        {
            return Refusal(request, 401, "The token is none of this server.");
        }

        request.Caller = caller;
        return null;
    }

    /// <summary>Whether a request may use the control routes, which show and change all tasks: where users do not see each other's, only the first user's.</summary>
    public bool Admits(LocalRequest request) => world.Options.Access switch
    {
        LocalTesAccess.Open => true,
        LocalTesAccess.Token => CallerOf(request) is not null,
        _ => CallerOf(request)?.Name == world.Options.UserName,
    };

    /// <summary>Whether whoever sent the request may see a task.</summary>
    public bool Sees(LocalRequest request, TesTaskDocument task) => world.Options.Access switch
    {
        LocalTesAccess.PerUser => task.Owner == (request.Caller as TesCaller)?.Name,
        LocalTesAccess.PerTenant => task.Tenant == (request.Caller as TesCaller)?.Tenant,
        _ => true,
    };

    private TesCaller? CallerOf(LocalRequest request) => BearerToken.Of(request) is { } token ? _callers.GetValueOrDefault(token) : null;

    private LocalAnswer Refusal(LocalRequest request, int status, string message) =>
        world.Dialect.Error(status, message, request.RawPath).With("WWW-Authenticate", "Bearer");
}
