using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Where a TES server is and who is asking. Give a token, or a user and a password, or neither for a server that asks for none.</summary>
public sealed class TesClientOptions
{
    /// <summary>The server's address. With a path (<c>https://host/v1</c>) that path is tried first; without one the usual paths are tried
    /// (<c>/ga4gh/tes/v1</c>, <c>/v1</c>, none), once in a client's life and with requests that only read.</summary>
    /// <value>null: <c>TES_ENDPOINT</c>, else <c>FUNNEL_SERVER</c>, the variable of Funnel's own tools.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The bearer token.</summary>
    /// <value>null: <c>TES_TOKEN</c> where no user is given either.</value>
    public string? Token { get; set; }

    /// <summary>Answers the bearer token of the moment, where it is renewed; used instead of <see cref="Token"/>.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>The user, for servers with basic authentication.</summary>
    /// <value>null: <c>FUNNEL_SERVER_USER</c> where no token is given either.</value>
    public string? User { get; set; }

    /// <summary>The user's password.</summary>
    /// <value>null: <c>FUNNEL_SERVER_PASSWORD</c> where the user comes from the environment too.</value>
    public string? Password { get; set; }

    /// <summary>Retries, limits and connections.</summary>
    /// <value>No rate limit: TES has no published one. At most 16 requests at a time.</value>
    public ApiOptions Http { get; set; } = new();
}
