using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>The options as they hold: values from code first, then the environment, then defaults.</summary>
internal sealed record TowerSettings
{
    public const string TokenVariable = "TOWER_ACCESS_TOKEN";
    public const string EndpointVariable = "TOWER_API_ENDPOINT";
    public const string WorkspaceVariable = "TOWER_WORKSPACE_ID";

    public required Uri Endpoint { get; init; }

    public ApiCredential? Credential { get; init; }

    public long? WorkspaceId { get; init; }

    public string? Workspace { get; init; }

    public static TowerSettings Resolve(TowerClientOptions options, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        var settings = Read(options, environment ?? Environment.GetEnvironmentVariable, failures);
        return failures.Count == 0
            ? settings
            : throw new ArgumentException(string.Join(Environment.NewLine, failures), nameof(options));
    }

    public static IReadOnlyList<string> Failures(TowerClientOptions options)
    {
        var failures = new List<string>();
        _ = Read(options, Environment.GetEnvironmentVariable, failures);
        return failures;
    }

    private static TowerSettings Read(TowerClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        failures.AddRange(options.Http is null ? ["Http must not be null."] : options.Http.Validate());
        var named = !string.IsNullOrWhiteSpace(options.Workspace);
        if (named && options.WorkspaceId is not null)
        {
            failures.Add("Give WorkspaceId or Workspace, not both.");
        }

        return new TowerSettings
        {
            Endpoint = ReadEndpoint(options, environment, failures),
            Credential = ReadCredential(options, environment, failures),
            WorkspaceId = options.WorkspaceId ?? (named ? null : ReadWorkspace(environment, failures)),
            Workspace = named ? options.Workspace!.Trim() : null,
        };
    }

    private static Uri ReadEndpoint(TowerClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        var text = environment(EndpointVariable);
        var endpoint = options.Endpoint;
        if (endpoint is null && !string.IsNullOrWhiteSpace(text) && !Uri.TryCreate(text.Trim(), UriKind.Absolute, out endpoint))
        {
            failures.Add($"{EndpointVariable} is '{text}', which is not an address; expected for example {TowerClientOptions.CloudEndpoint}.");
        }

        endpoint ??= TowerClientOptions.CloudEndpoint;
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
        {
            failures.Add($"The endpoint '{endpoint}' must be an absolute https address, such as {TowerClientOptions.CloudEndpoint}.");
        }
        else if (endpoint is { AbsolutePath: "/", Host: "cloud.seqera.io" or "tower.nf" })
        {
            failures.Add($"The endpoint '{endpoint}' is the website, not the API; use {TowerClientOptions.CloudEndpoint}.");
        }

        return endpoint;
    }

    private static ApiCredential? ReadCredential(TowerClientOptions options, Func<string, string?> environment, List<string> failures)
    {
        if (options.TokenProvider is { } provider)
        {
            return ApiCredential.Bearer(provider);
        }

        var token = options.Token ?? environment(TokenVariable);
        if (string.IsNullOrWhiteSpace(token))
        {
            failures.Add($"There is no access token. Set {nameof(TowerClientOptions.Token)} or {TokenVariable}; "
                + "make one on Tower's website under 'Your tokens'.");
            return null;
        }

        try
        {
            return ApiCredential.Bearer(token);
        }
        catch (ArgumentException unusable)
        {
            failures.Add(unusable.Message);
            return null;
        }
    }

    private static long? ReadWorkspace(Func<string, string?> environment, List<string> failures)
    {
        var text = environment(WorkspaceVariable);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        failures.Add($"{WorkspaceVariable} is '{text}', but a workspace id is a number. To name a workspace, set {nameof(TowerClientOptions.Workspace)}.");
        return null;
    }
}
