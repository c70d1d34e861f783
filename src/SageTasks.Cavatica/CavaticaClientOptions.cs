using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Which of the Seven Bridges platforms is meant and who is asking. What is null here is taken from the environment variables and
/// the credentials file that the platform's own tools use.</summary>
public sealed class CavaticaClientOptions
{
    /// <summary>The address of Cavatica's API.</summary>
    public static readonly Uri CavaticaEndpoint = new("https://cavatica-api.sbgenomics.com/v2");

    /// <summary>The authentication token.</summary>
    /// <value>null: <c>SB_AUTH_TOKEN</c>, else <c>auth_token</c> of the profile.</value>
    public string? Token { get; set; }

    /// <summary>Answers the authentication token of the moment, where it is renewed; used instead of <see cref="Token"/>.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>The address of the API, such as <c>https://cgc-api.sbgenomics.com/v2</c>.</summary>
    /// <value>null: <c>SB_API_ENDPOINT</c>, else <c>api_endpoint</c> of the profile, else <see cref="CavaticaEndpoint"/>.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The section of the credentials file to read. A profile that is named here comes before the environment.</summary>
    /// <value>null: <c>default</c>, after the environment.</value>
    public string? Profile { get; set; }

    /// <summary>The credentials file of the platform's own tools.</summary>
    /// <value>null: <c>~/.sevenbridges/credentials</c>.</value>
    public string? CredentialsFile { get; set; }

    /// <summary>The address of the platform's DRS and WES services, without their paths.</summary>
    /// <value>null: the host that belongs to the endpoint, such as <c>https://cavatica-ga4gh-api.sbgenomics.com</c>; on other hosts the endpoint's own.</value>
    public Uri? Ga4ghEndpoint { get; set; }

    /// <summary>Asks for features in advance access with every request (<c>X-SBG-Advance-Access</c>), which some accounts need for volumes, imports
    /// and exports. What always needs it, asks for it by itself.</summary>
    public bool AdvanceAccess { get; set; }

    /// <summary>How long to wait before asking again while the platform is under maintenance.</summary>
    /// <value>1 minute.</value>
    public TimeSpan MaintenanceDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Retries, limits and connections.</summary>
    /// <value>What the platform's own headers allow (1,000 requests in 5 minutes for one token), and patience for one such window and for maintenance.</value>
    public ApiOptions Http { get; set; } = new() { Retry = new RetryOptions { TotalBudget = TimeSpan.FromMinutes(15) } };
}
