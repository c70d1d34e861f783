using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>The options as they hold: values from code first, then the environment, then defaults.</summary>
internal sealed record GcsSettings
{
    public const string EmulatorVariable = "STORAGE_EMULATOR_HOST";

    public required Uri Endpoint { get; init; }

    public ApiCredential? Credential { get; init; }

    public string? UserProject { get; init; }

    public required ApiOptions Http { get; init; }

    /// <exception cref="ArgumentException">The options contradict themselves; the message says how.</exception>
    public static GcsSettings Resolve(GcsOptions options, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        var settings = Read(options, environment ?? Environment.GetEnvironmentVariable, failures);
        return failures.Count == 0 ? settings : throw new ArgumentException(string.Join(Environment.NewLine, failures), nameof(options));
    }

    public static IReadOnlyList<string> Failures(GcsOptions options, Func<string, string?>? environment = null)
    {
        var failures = new List<string>();
        _ = Read(options, environment ?? Environment.GetEnvironmentVariable, failures);
        return failures;
    }

    private static GcsSettings Read(GcsOptions options, Func<string, string?> environment, List<string> failures)
    {
        failures.AddRange(options.Http is null ? ["Http must not be null."] : options.Http.Validate());
        var http = options.Http ?? new ApiOptions();
        var emulator = options.Endpoint is null && environment(EmulatorVariable) is { Length: > 0 } host ? ReadEmulator(host, failures) : null;
        var endpoint = options.Endpoint ?? emulator ?? GcsOptions.GoogleEndpoint;
        if (ApiEndpoint.Problem(endpoint, http.AllowInsecureHttp) is { } problem)
        {
            failures.Add(problem);
        }

        return new GcsSettings
        {
            Endpoint = endpoint,
            Credential = ReadCredential(options, isEmulator: emulator is not null, failures),
            UserProject = string.IsNullOrWhiteSpace(options.UserProject) ? null : options.UserProject.Trim(),
            Http = http,
        };
    }

    // The ecosystem writes host:port as well as a whole address, sometimes with the API's path behind it.
    private static Uri? ReadEmulator(string host, List<string> failures)
    {
        var text = host.Contains("://", StringComparison.Ordinal) ? host.Trim() : $"http://{host.Trim()}";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return new Uri(address, "/");
        }

        failures.Add($"{EmulatorVariable} is '{Redaction.Text(host)}', which is not an address, such as http://localhost:4443.");
        return null;
    }

    private static ApiCredential? ReadCredential(GcsOptions options, bool isEmulator, List<string> failures)
    {
        var given = new[] { options.Credential is not null, !string.IsNullOrEmpty(options.ServiceAccountFile), options.TokenProvider is not null, options.Anonymous };
        if (given.Count(isSet => isSet) > 1)
        {
            failures.Add($"Set one of {nameof(GcsOptions.Credential)}, {nameof(GcsOptions.ServiceAccountFile)}, {nameof(GcsOptions.TokenProvider)} "
                + $"and {nameof(GcsOptions.Anonymous)}: they contradict each other.");
        }

        if (options.Anonymous || (isEmulator && !given.Contains(true)))
        {
            return null;
        }

        return options.TokenProvider is { } provider
            ? ApiCredential.Bearer(provider)
            : ApiCredential.Bearer(new GoogleTokens(options.Credential, options.ServiceAccountFile).ReadAsync);
    }
}
