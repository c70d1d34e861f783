using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>The options of one server as they hold: values from code first, then the environment.</summary>
internal sealed record DrsSettings
{
    public const string SynapseHost = "repo-prod.prod.sagebase.org";
    public const string CavaticaHost = "cavatica-ga4gh-api.sbgenomics.com";
    public const string SynapseVariable = "SYNAPSE_AUTH_TOKEN";
    public const string SevenBridgesVariable = "SB_AUTH_TOKEN";
    public const string SevenBridgesHeader = "X-SBG-Auth-Token";

    public required Uri Endpoint { get; init; }

    public ApiCredential? Credential { get; init; }

    /// <exception cref="ArgumentException">The options contradict themselves; the message lists everything that is wrong.</exception>
    public static DrsSettings Resolve(DrsClientOptions options, Uri? endpoint = null, Func<string, string?>? environment = null, string defaultPath = DrsApi.Path)
    {
        ArgumentNullException.ThrowIfNull(options);
        var given = options.Endpoint ?? endpoint;
        var failures = Failures(options, given).ToList();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, failures), nameof(options));
        }

        var address = Complete(given!, defaultPath);
        return new DrsSettings { Endpoint = address, Credential = Credentials(options, address, environment ?? Environment.GetEnvironmentVariable) };
    }

    /// <summary>What is wrong with options, one line each.</summary>
    public static IEnumerable<string> Failures(DrsClientOptions options, Uri? endpoint)
    {
        if (endpoint is null || !endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http"))
        {
            yield return $"The endpoint '{endpoint}' must be an absolute https address, such as https://drs.example.org.";
        }

        var ways = new[] { options.Token is not null, options.TokenProvider is not null, options.User is not null }.Count(given => given);
        if (ways > 1)
        {
            yield return "Give one of Token, TokenProvider and User with Password.";
        }

        if (options.WaitBudget < TimeSpan.Zero)
        {
            yield return $"WaitBudget must not be negative, but is {options.WaitBudget}.";
        }

        foreach (var failure in options.Http?.Validate() ?? [])
        {
            yield return failure;
        }
    }

    // A bare host means the path that the specification sets.
    public static Uri Complete(Uri endpoint, string path = DrsApi.Path) => endpoint.AbsolutePath == "/" ? new Uri(endpoint, path) : endpoint;

    private static ApiCredential? Credentials(DrsClientOptions options, Uri endpoint, Func<string, string?> environment)
    {
        var isSevenBridges = endpoint.Host.EndsWith(".sbgenomics.com", StringComparison.OrdinalIgnoreCase);
        var header = options.TokenHeader ?? (isSevenBridges ? SevenBridgesHeader : null);
        if (options.User is { } user)
        {
            return ApiCredential.Basic(user, options.Password ?? "");
        }

        if (options.TokenProvider is { } provider)
        {
            return header is null ? ApiCredential.Bearer(provider) : ApiCredential.Header(header, provider);
        }

        var token = options.Token ?? (VariableOf(endpoint) is { } variable ? environment(variable) : null);
        if (string.IsNullOrWhiteSpace(token))
        {
            return null;
        }

        return header is null ? ApiCredential.Bearer(token.Trim()) : ApiCredential.Header(header, token.Trim());
    }

    // A token in the environment is for the one host that it was made for.
    private static string? VariableOf(Uri endpoint) => endpoint switch
    {
        { Scheme: "https", IsDefaultPort: true, Host: SynapseHost } => SynapseVariable,
        { Scheme: "https", IsDefaultPort: true, Host: CavaticaHost } => SevenBridgesVariable,
        _ => null,
    };
}
