namespace SageTasks.Synapse;

/// <summary>What the options come to, once the environment and the configuration file are read.</summary>
internal sealed record SynapseSettings
{
    private const string EndpointVariable = "SYNAPSE_ENDPOINT";

    public required string? Token { get; init; }

    public required Uri Repo { get; init; }

    public required Uri Auth { get; init; }

    public required Uri File { get; init; }

    public static SynapseSettings From(SynapseClientOptions options)
    {
        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException($"The Synapse options are not valid: {string.Join(" ", failures)}", nameof(options));
        }

        var token = FirstGiven(options.Token, Environment.GetEnvironmentVariable("SYNAPSE_AUTH_TOKEN"), SynapseConfigFile.ReadToken(options.ConfigFile));
        if (token is null && !options.AllowAnonymous)
        {
            throw new ArgumentException(
                "There is no Synapse token. Set SynapseClientOptions.Token, the environment variable SYNAPSE_AUTH_TOKEN, or authtoken under " +
                "[authentication] in ~/.synapseConfig. Make one at https://accounts.synapse.org (Manage Personal Access Tokens) with the scopes " +
                "view, download and modify. For public data alone, set AllowAnonymous.",
                nameof(options));
        }

        var endpoint = EndpointOf(options, []);
        return new SynapseSettings
        {
            Token = token,
            Repo = options.RepoEndpoint ?? Below(endpoint, "repo"),
            Auth = options.AuthEndpoint ?? Below(endpoint, "auth"),
            File = options.FileEndpoint ?? Below(endpoint, "file"),
        };
    }

    /// <summary>The one server for all three services, from code or else from the environment.</summary>
    public static Uri? EndpointOf(SynapseClientOptions options, List<string> failures, Func<string, string?>? environment = null)
    {
        if (options.Endpoint is not null || (environment ?? Environment.GetEnvironmentVariable)(EndpointVariable)?.Trim() is not { Length: > 0 } text)
        {
            return options.Endpoint;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint))
        {
            failures.Add($"{EndpointVariable} is '{text}', which is not an address; expected for example https://synapse.example.org.");
        }

        return endpoint;
    }

    /// <summary>The hosts; never the token.</summary>
    public override string ToString() => $"Synapse at {Repo}, {Auth} and {File}";

    private static Uri Below(Uri? endpoint, string service) => endpoint is null
        ? new Uri($"https://{service}-prod.prod.sagebase.org/{service}/v1")
        : new Uri($"{endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{service}/v1");

    private static string? FirstGiven(params ReadOnlySpan<string?> tokens)
    {
        foreach (var token in tokens)
        {
            if (!string.IsNullOrWhiteSpace(token))
            {
                return token.Trim();
            }
        }

        return null;
    }
}
