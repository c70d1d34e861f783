using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>The options as they hold: values from code first, then a named profile, the environment, the default profile, and defaults.</summary>
internal sealed record CavaticaSettings
{
    public const string TokenVariable = "SB_AUTH_TOKEN";
    public const string EndpointVariable = "SB_API_ENDPOINT";

    private const string TokenHeader = "X-SBG-Auth-Token";
    private const string DefaultProfile = "default";

    public required Uri Endpoint { get; init; }

    public required Uri Ga4gh { get; init; }

    public ApiCredential? Credential { get; init; }

    public static CavaticaSettings Resolve(CavaticaClientOptions options, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        var settings = Read(options, environment ?? Environment.GetEnvironmentVariable, failures);
        return failures.Count == 0 ? settings : throw new ArgumentException(string.Join(Environment.NewLine, failures), nameof(options));
    }

    public static IReadOnlyList<string> Failures(CavaticaClientOptions options)
    {
        var failures = new List<string>();
        _ = Read(options, Environment.GetEnvironmentVariable, failures);
        return failures;
    }

    private static CavaticaSettings Read(CavaticaClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        failures.AddRange(options.Http is null ? ["Http must not be null."] : options.Http.Validate());
        if (options.MaintenanceDelay <= TimeSpan.Zero)
        {
            failures.Add(FormattableString.Invariant($"{nameof(options.MaintenanceDelay)} must be positive, but is {options.MaintenanceDelay}."));
        }

        var profile = ReadProfile(options, failures);
        var named = options.Profile is not null ? profile : null;
        var endpoint = ReadEndpoint(options, environment, profile, named, failures);
        return new CavaticaSettings
        {
            Endpoint = endpoint,
            Ga4gh = ReadGa4gh(options, endpoint, failures),
            Credential = ReadCredential(options, environment, profile, named, endpoint, failures),
        };
    }

    private static Profile? ReadProfile(CavaticaClientOptions options, List<string> failures)
    {
        var path = options.CredentialsFile
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".sevenbridges", "credentials");
        var name = options.Profile ?? DefaultProfile;
        var file = ProfileFile.Read(path);
        var (token, endpoint) = (file.Get(name, "auth_token"), file.Get(name, "api_endpoint"));
        if (token is null && options.Profile is not null)
        {
            failures.Add($"{nameof(options.Profile)}: {path} has no auth_token in a section [{name}].");
        }

        return token is null ? null : new Profile { Token = token, Endpoint = endpoint };
    }

    private static Uri ReadEndpoint(CavaticaClientOptions options, Func<string, string?> environment, Profile? profile, Profile? named, List<string> failures)
    {
        var endpoint = options.Endpoint;
        var (source, text) = named is not null
            ? ("api_endpoint", named.Endpoint)
            : Given(environment(EndpointVariable)) is { } variable
                ? (EndpointVariable, variable)
                : ("api_endpoint", Given(environment(TokenVariable)) is null && options.Token is null ? profile?.Endpoint : null);
        if (endpoint is null && text is not null && !Uri.TryCreate(text, UriKind.Absolute, out endpoint))
        {
            failures.Add($"{source} is '{text}', which is not an address; expected for example {CavaticaClientOptions.CavaticaEndpoint}.");
        }

        endpoint ??= CavaticaClientOptions.CavaticaEndpoint;
        if (ApiEndpoint.Problem(endpoint, options.Http?.AllowInsecureHttp == true) is { } problem)
        {
            failures.Add(problem);
            return CavaticaClientOptions.CavaticaEndpoint;
        }

        if (CavaticaHosts.ApiOfWebsite(endpoint) is { } api)
        {
            failures.Add($"The endpoint '{endpoint}' is the website, not the API; use {api}.");
        }

        return endpoint.AbsolutePath == "/" ? new Uri(endpoint, "/v2") : endpoint;
    }

    private static Uri ReadGa4gh(CavaticaClientOptions options, Uri endpoint, List<string> failures)
    {
        if (options.Ga4ghEndpoint is { } given && ApiEndpoint.Problem(given, options.Http?.AllowInsecureHttp == true) is { } problem)
        {
            failures.Add($"{nameof(options.Ga4ghEndpoint)}: {problem}");
            return CavaticaHosts.Ga4ghOf(endpoint);
        }

        return options.Ga4ghEndpoint ?? CavaticaHosts.Ga4ghOf(endpoint);
    }

    private static ApiCredential? ReadCredential(
        CavaticaClientOptions options, Func<string, string?> environment, Profile? profile, Profile? named, Uri endpoint, List<string> failures)
    {
        if (options.TokenProvider is { } provider)
        {
            return ApiCredential.Header(TokenHeader, provider);
        }

        var token = options.Token ?? named?.Token ?? Given(environment(TokenVariable));
        if (token is null && profile is not null)
        {
            token = profile.Token;
        }

        if (token is not null && token == profile?.Token && options.Token is null && IsElsewhere(profile, endpoint))
        {
            failures.Add($"The profile's token belongs to {profile.Endpoint}, and {nameof(options.Endpoint)} is {endpoint}: give a token for that host, or leave the endpoint out.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(token))
        {
            failures.Add(CavaticaApi.Platform(options).MissingToken);
            return null;
        }

        try
        {
            return ApiCredential.Header(TokenHeader, token);
        }
        catch (ArgumentException unusable)
        {
            failures.Add(unusable.Message);
            return null;
        }
    }

    private static bool IsElsewhere(Profile profile, Uri endpoint) =>
        Uri.TryCreate(profile.Endpoint, UriKind.Absolute, out var own) && !string.Equals(own.Host, endpoint.Host, StringComparison.OrdinalIgnoreCase);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A section of the credentials file; a class, since a record would print its token.</summary>
    private sealed class Profile
    {
        public required string Token { get; init; }

        public string? Endpoint { get; init; }
    }
}
