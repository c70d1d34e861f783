using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>The options as they hold: values from code first, then the environment.</summary>
internal sealed record TesSettings
{
    public const string EndpointVariable = "TES_ENDPOINT";
    public const string TokenVariable = "TES_TOKEN";
    public const string FunnelVariable = "FUNNEL_SERVER";
    public const string UserVariable = "FUNNEL_SERVER_USER";
    public const string PasswordVariable = "FUNNEL_SERVER_PASSWORD";

    private const string TasksPath = "/tasks";

    public required Uri Endpoint { get; init; }

    public ApiCredential? Credential { get; init; }

    public static TesSettings Resolve(TesClientOptions options, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        var settings = Read(options, environment ?? Environment.GetEnvironmentVariable, failures);
        return failures.Count == 0
            ? settings
            : throw new ArgumentException(string.Join(Environment.NewLine, failures), nameof(options));
    }

    public static IReadOnlyList<string> Failures(TesClientOptions options)
    {
        var failures = new List<string>();
        _ = Read(options, Environment.GetEnvironmentVariable, failures);
        return failures;
    }

    private static TesSettings Read(TesClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        failures.AddRange(options.Http is null ? ["Http must not be null."] : options.Http.Validate());
        return new TesSettings
        {
            Endpoint = ReadEndpoint(options, environment, failures),
            Credential = ReadCredential(options, environment, failures),
        };
    }

    private static Uri ReadEndpoint(TesClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        var endpoint = options.Endpoint;
        var variable = Given(environment(EndpointVariable)) is null ? FunnelVariable : EndpointVariable;
        if (endpoint is null && Given(environment(variable))?.Trim() is { } text && !Uri.TryCreate(text, UriKind.Absolute, out endpoint))
        {
            failures.Add($"{variable} is '{text}', which is not an address; expected for example https://tes.example.org.");
        }

        if (endpoint is null)
        {
            failures.Add($"There is no server. Set {nameof(TesClientOptions.Endpoint)}, {EndpointVariable} or {FunnelVariable}, for example to https://tes.example.org.");
            return new Uri("https://localhost");
        }

        if (ApiEndpoint.Problem(endpoint, options.Http?.AllowInsecureHttp == true) is { } problem)
        {
            failures.Add(problem);
            return endpoint;
        }

        // Cromwell's configuration names the list of tasks; people copy it from there.
        var path = endpoint.AbsolutePath.TrimEnd('/');
        return path.EndsWith(TasksPath, StringComparison.Ordinal) ? new Uri(endpoint, path[..^TasksPath.Length] + "/") : endpoint;
    }

    private static ApiCredential? ReadCredential(TesClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        var hasToken = options.TokenProvider is not null || options.Token is not null;
        if (hasToken && options.User is not null)
        {
            failures.Add("Give a token or a user, not both.");
        }

        if (options.TokenProvider is { } provider)
        {
            return ApiCredential.Bearer(provider);
        }

        var token = options.Token ?? (options.User is null ? Given(environment(TokenVariable)) : null);
        if (token is not null)
        {
            return Make(() => ApiCredential.Bearer(token), failures);
        }

        var user = options.User ?? Given(environment(UserVariable));
        if (user is null)
        {
            return null;
        }

        var password = options.Password ?? (options.User is null ? environment(PasswordVariable) : null);
        if (password is null)
        {
            failures.Add($"There is no password for the user '{user}'. Set {nameof(TesClientOptions.Password)}"
                + $"{(options.User is null ? $" or {PasswordVariable}" : string.Empty)}.");
            return null;
        }

        return Make(() => ApiCredential.Basic(user, password), failures);
    }

    private static ApiCredential? Make(Func<ApiCredential> make, List<string> failures)
    {
        try
        {
            return make();
        }
        catch (ArgumentException unusable)
        {
            failures.Add(unusable.Message);
            return null;
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
