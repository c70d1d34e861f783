using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>How to reach Synapse and as whom. What is set here wins over the environment and the configuration file.</summary>
public sealed class SynapseClientOptions
{
    /// <summary>The personal access token. It goes to the endpoints below and nowhere else.</summary>
    /// <value>null: the environment variable <c>SYNAPSE_AUTH_TOKEN</c>, else <c>authtoken</c> in <see cref="ConfigFile"/>.</value>
    public string? Token { get; set; }

    /// <summary>Allows a client without any token, which can read only what is public.</summary>
    /// <value>false: a missing token is an error.</value>
    public bool AllowAnonymous { get; set; }

    /// <summary>The configuration file of the Synapse command-line client, read for <c>[authentication] authtoken</c>.</summary>
    /// <value>null: <c>~/.synapseConfig</c>, where there is one. An empty text reads none.</value>
    public string? ConfigFile { get; set; }

    /// <summary>One server that answers for all three services, such as a local platform: <c>http://127.0.0.1:8001</c>.
    /// Sets <see cref="RepoEndpoint"/>, <see cref="AuthEndpoint"/> and <see cref="FileEndpoint"/> where these are null.</summary>
    /// <value>null: the environment variable <c>SYNAPSE_ENDPOINT</c>, else the public Synapse.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The repository service, its <c>/repo/v1</c> included.</summary>
    /// <value>null: <c>https://repo-prod.prod.sagebase.org/repo/v1</c>.</value>
    public Uri? RepoEndpoint { get; set; }

    /// <summary>The authentication service, its <c>/auth/v1</c> included.</summary>
    /// <value>null: <c>https://auth-prod.prod.sagebase.org/auth/v1</c>.</value>
    public Uri? AuthEndpoint { get; set; }

    /// <summary>The file service, its <c>/file/v1</c> included.</summary>
    /// <value>null: <c>https://file-prod.prod.sagebase.org/file/v1</c>.</value>
    public Uri? FileEndpoint { get; set; }

    /// <summary>How long a table job may make no progress before waiting for it ends with a <see cref="TimeoutException"/>.</summary>
    /// <value>10 minutes.</value>
    public TimeSpan JobStallTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest pause between two questions after a table job. The first pause is a tenth of a second.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan JobPollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Retries, limits and timeouts. Synapse allows each user 3 concurrent and 10 requests per second, all machines
    /// together.</summary>
    public ApiOptions Http { get; set; } = new();

    /// <summary>What is wrong with these options, one line each with the option's name; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>(Http?.Validate() ?? [$"{nameof(Http)} must not be null."]);
        var endpoint = SynapseSettings.EndpointOf(this, failures);
        foreach (var (name, value) in new[]
        {
            (nameof(Endpoint), endpoint), (nameof(RepoEndpoint), RepoEndpoint), (nameof(AuthEndpoint), AuthEndpoint), (nameof(FileEndpoint), FileEndpoint),
        })
        {
            if (value is not null && !(value.IsAbsoluteUri && value.Scheme is "https" or "http"))
            {
                failures.Add($"{name} must be an absolute http or https address, but is '{value}'.");
            }
        }

        if (endpoint is { IsAbsoluteUri: true, Host: "synapse.org" or "www.synapse.org" })
        {
            failures.Add($"{nameof(Endpoint)} '{endpoint}' is the web site, not the server; leave it null for the public Synapse.");
        }
        else if (endpoint is { IsAbsoluteUri: true } && endpoint.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal))
        {
            failures.Add($"{nameof(Endpoint)} '{endpoint}' names one service; give the server alone, or set {nameof(RepoEndpoint)}, {nameof(AuthEndpoint)} and {nameof(FileEndpoint)}.");
        }

        if (JobStallTimeout <= TimeSpan.Zero || JobPollInterval <= TimeSpan.Zero)
        {
            failures.Add($"{nameof(JobStallTimeout)} and {nameof(JobPollInterval)} must be positive.");
        }

        return failures;
    }
}
