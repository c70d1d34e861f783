using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>How to reach one DRS server and as whom. Its credential goes there and nowhere else: never to a signed URL, never to another host.</summary>
public sealed class DrsClientOptions
{
    /// <summary>The address of the API, such as <c>https://drs.example.org/ga4gh/drs/v1</c>; a bare host means that path.</summary>
    /// <value>null: what the URI says, in <see cref="DrsOptions.Hosts"/>; a <see cref="DrsClient"/> needs one.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The token.</summary>
    /// <value>null: <c>SYNAPSE_AUTH_TOKEN</c> for Synapse's host, <c>SB_AUTH_TOKEN</c> for Cavatica's, none for others.</value>
    public string? Token { get; set; }

    /// <summary>Answers the token of the moment, where it is renewed, such as Gen3's and Terra's.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>The header that carries the token.</summary>
    /// <value>null: <c>Authorization: Bearer</c>; <c>X-SBG-Auth-Token</c> for hosts of Seven Bridges.</value>
    public string? TokenHeader { get; set; }

    /// <summary>The user of a basic credential, with <see cref="Password"/>.</summary>
    public string? User { get; set; }

    /// <summary>The password of a basic credential.</summary>
    public string? Password { get; set; }

    /// <summary>GA4GH passports, which go with every request for objects and their addresses (as POST).</summary>
    public IReadOnlyList<string> Passports { get; set; } = [];

    /// <summary>How long one call may wait for a server that answers 202, as while it restores an object from an archive.</summary>
    /// <value>10 minutes.</value>
    public TimeSpan WaitBudget { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Retries, limits and connections.</summary>
    /// <value>null: those of <see cref="DrsOptions.Http"/>, or the defaults.</value>
    public ApiOptions? Http { get; set; }

    /// <summary>The endpoint; no secret.</summary>
    public override string ToString() => $"DRS at {Endpoint}";
}
