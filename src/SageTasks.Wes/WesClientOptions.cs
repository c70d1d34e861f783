using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>Where a WES server is and who is asking. Without token, user or header everything is asked anonymously.</summary>
public sealed class WesClientOptions
{
    /// <summary>The API's base address, with its path: <c>https://host/ga4gh/wes/v1</c>, or the bare host on sapporo.</summary>
    /// <value>null: <c>WES_ENDPOINT</c>.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The token, sent as <c>Authorization: Bearer …</c>, or in <see cref="TokenHeader"/>.</summary>
    /// <value>null: <c>WES_TOKEN</c>.</value>
    public string? Token { get; set; }

    /// <summary>Answers the token of the moment, where it is renewed; used instead of <see cref="Token"/>.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>A header of the server's own that carries the token, such as Seven Bridges' <c>X-SBG-Auth-Token</c>.</summary>
    /// <value>null: <c>Authorization: Bearer …</c>.</value>
    public string? TokenHeader { get; set; }

    /// <summary>The user, on servers with Basic authentication; used instead of a token.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>How the server filters lists by tags.</summary>
    /// <value>null: found out from what the server says of itself (<c>GET /service-info</c>).</value>
    public WesTagFilter? TagFilter { get; set; }

    /// <summary>Retries, limits and connections.</summary>
    public ApiOptions Http { get; set; } = new();
}
