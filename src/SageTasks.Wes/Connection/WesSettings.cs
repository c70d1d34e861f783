using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>The options as they hold: values from code first, then the environment.</summary>
internal sealed record WesSettings
{
    public const string EndpointVariable = "WES_ENDPOINT";
    public const string TokenVariable = "WES_TOKEN";

    private const string Example = "https://host/ga4gh/wes/v1";

    public required Uri Endpoint { get; init; }

    public ApiCredential? Credential { get; init; }

    public static WesSettings Resolve(WesClientOptions options, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        var settings = Read(options, environment ?? Environment.GetEnvironmentVariable, failures);
        ClientOptions.ThrowIfInvalid(options, failures);
        return settings!;
    }

    public static IReadOnlyList<string> Failures(WesClientOptions options)
    {
        var failures = new List<string>();
        _ = Read(options, Environment.GetEnvironmentVariable, failures);
        return failures;
    }

    private static WesSettings? Read(WesClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        failures.AddRange(options.Http is null ? ["Http must not be null."] : options.Http.Validate());
        var endpoint = ReadEndpoint(options, environment, failures);
        var credential = ReadCredential(options, environment, failures);
        return endpoint is null ? null : new WesSettings { Endpoint = endpoint, Credential = credential };
    }

    private static Uri? ReadEndpoint(WesClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        var text = environment(EndpointVariable);
        var endpoint = options.Endpoint;
        if (endpoint is null && string.IsNullOrWhiteSpace(text))
        {
            failures.Add($"There is no address. Set {nameof(WesClientOptions.Endpoint)} or {EndpointVariable}, for example {Example}.");
            return null;
        }

        if (endpoint is null && !Uri.TryCreate(text!.Trim(), UriKind.Absolute, out endpoint))
        {
            failures.Add($"{EndpointVariable} is '{text}', which is not an address; expected for example {Example}.");
            return null;
        }

        if (ApiEndpointProblem(endpoint!) is { } problem)
        {
            failures.Add(problem);
            return null;
        }

        return endpoint;
    }

    private static string? ApiEndpointProblem(Uri endpoint) =>
        !endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp)
            ? $"The endpoint '{endpoint}' must be an absolute https address, such as {Example}."
            : endpoint.AbsolutePath.TrimEnd('/').EndsWith("/runs", StringComparison.Ordinal) || endpoint.AbsolutePath.EndsWith("/service-info", StringComparison.Ordinal)
                ? $"The endpoint '{endpoint}' is one of the API's paths, not their base; leave out what follows the version, as in {Example}."
                : null;

    private static ApiCredential? ReadCredential(WesClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        try
        {
            if (!string.IsNullOrEmpty(options.UserName))
            {
                return ApiCredential.Basic(options.UserName, options.Password ?? "");
            }

            if (options.TokenProvider is { } provider)
            {
                return options.TokenHeader is { } own ? ApiCredential.Header(own, provider) : ApiCredential.Bearer(provider);
            }

            var token = options.Token ?? (environment(TokenVariable) is { Length: > 0 } given ? given : null);
            return token is null ? null : options.TokenHeader is { } header ? ApiCredential.Header(header, token) : ApiCredential.Bearer(token);
        }
        catch (ArgumentException unusable)
        {
            failures.Add(unusable.Message);
            return null;
        }
    }
}
