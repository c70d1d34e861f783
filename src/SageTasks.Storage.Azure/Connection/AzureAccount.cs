using Azure.Core;
using Azure.Storage.Blobs;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>The account and who is asking, put together from the options and the environment.</summary>
internal sealed partial class AzureAccount
{
    private const string PublicCloud = "blob.core.windows.net";

    private readonly AzureBlobOptions _options;

    private AzureAccount(AzureBlobOptions options) => _options = options;

    public string? ConnectionString { get; private init; }

    public string? Name { get; private init; }

    public Uri? Endpoint { get; private init; }

    public string? Key { get; private init; }

    public string? Sas { get; private init; }

    public TokenCredential? Credential => _options.Credential;

    public bool IsAnonymous => _options.Anonymous;

    private bool NeedsToken => ConnectionString is null && Key is null && Sas is null && !IsAnonymous;

    public static AzureAccount Of(AzureBlobOptions options, Func<string, string?> environment)
    {
        var namesAccount = IsSet(options.AccountName) || options.Endpoint is not null;
        var hasCredential = IsSet(options.AccountKey) || IsSet(options.SasToken) || options.Credential is not null || options.Anonymous;
        var connection = IsSet(options.ConnectionString) ? options.ConnectionString
            : namesAccount || hasCredential ? null
            : Variable("AZURE_STORAGE_CONNECTION_STRING");
        if (connection is not null)
        {
            return new AzureAccount(options) { ConnectionString = connection };
        }

        var usual = Variable("AZURE_STORAGE_ACCOUNT");
        var name = IsSet(options.AccountName) ? options.AccountName : options.Endpoint is null ? usual : NameIn(options.Endpoint);

        // A secret of the environment is for the account that the environment names.
        var isUsual = !hasCredential && (usual is null || usual == name);
        var key = IsSet(options.AccountKey) ? options.AccountKey : isUsual ? Variable("AZURE_STORAGE_KEY") : null;
        var sas = IsSet(options.SasToken) ? options.SasToken : isUsual && key is null ? Variable("AZURE_STORAGE_SAS_TOKEN") : null;
        return new AzureAccount(options)
        {
            Name = name,
            Endpoint = options.Endpoint ?? (NamePattern().IsMatch(name ?? "") ? new Uri($"https://{name}.{PublicCloud}") : null),
            Key = key,
            Sas = sas?.TrimStart('?'),
        };

        string? Variable(string variable) => environment(variable) is { Length: > 0 } value ? value : null;
    }

    /// <summary>What is wrong, one line each. No line holds a secret.</summary>
    public IEnumerable<string> Problems()
    {
        if (_options.MaxRetries < 0)
        {
            yield return $"{nameof(AzureBlobOptions.MaxRetries)} must not be negative, but is {_options.MaxRetries}.";
        }

        if (_options.StallTimeout <= TimeSpan.Zero)
        {
            yield return $"{nameof(AzureBlobOptions.StallTimeout)} must be positive, but is {_options.StallTimeout}.";
        }

        foreach (var problem in Contradictions().Concat(ConnectionString is null ? AccountProblems() : ConnectionProblems(ConnectionString)))
        {
            yield return problem;
        }
    }

    private IEnumerable<string> Contradictions()
    {
        var credentials = new[] { IsSet(_options.AccountKey), IsSet(_options.SasToken), _options.Credential is not null, _options.Anonymous }.Count(set => set);
        if (credentials > 1)
        {
            yield return $"Set one of {nameof(AzureBlobOptions.AccountKey)}, {nameof(AzureBlobOptions.SasToken)}, {nameof(AzureBlobOptions.Credential)} "
                + $"and {nameof(AzureBlobOptions.Anonymous)}: they contradict each other.";
        }

        if (IsSet(_options.ConnectionString) && (credentials > 0 || IsSet(_options.AccountName) || _options.Endpoint is not null))
        {
            yield return $"{nameof(AzureBlobOptions.ConnectionString)} says which account and who is asking: set nothing else of that kind.";
        }
    }

    private IEnumerable<string> AccountProblems()
    {
        if (Endpoint is null)
        {
            yield return Name is null
                ? $"Which account? Set {nameof(AzureBlobOptions.AccountName)}, {nameof(AzureBlobOptions.Endpoint)} or {nameof(AzureBlobOptions.ConnectionString)}, "
                    + "or the environment variable AZURE_STORAGE_ACCOUNT or AZURE_STORAGE_CONNECTION_STRING."
                : $"\"{Name}\" is not the name of a storage account: those are 3 to 24 lower-case letters and digits.";
            yield break;
        }

        if (EndpointProblem(Endpoint) is { } problem)
        {
            yield return problem;
        }
        else if (NeedsToken && Endpoint.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"A token goes over https only, but the endpoint is {Redaction.Uri(Endpoint)}: set {nameof(AzureBlobOptions.AccountKey)}, "
                + $"{nameof(AzureBlobOptions.SasToken)} or {nameof(AzureBlobOptions.Anonymous)}.";
        }

        if (Key is not null && !Convert.TryFromBase64String(Key, new byte[Key.Length], out _))
        {
            yield return $"{nameof(AzureBlobOptions.AccountKey)} (or AZURE_STORAGE_KEY) is not an account key: those are Base64.";
        }

        if (Sas is not null && !Sas.Contains("sig=", StringComparison.Ordinal))
        {
            yield return $"{nameof(AzureBlobOptions.SasToken)} (or AZURE_STORAGE_SAS_TOKEN) is not a shared access signature: those hold \"sig=\".";
        }
    }

    private IEnumerable<string> ConnectionProblems(string connection)
    {
        Uri? address = null;
        try
        {
            address = new UriBuilder(new BlobServiceClient(connection).Uri) { Query = "" }.Uri;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // The exception may quote the string, which holds a secret.
        }

        var problem = address is null
            ? $"{nameof(AzureBlobOptions.ConnectionString)} (or AZURE_STORAGE_CONNECTION_STRING) is not one of a storage account: copy it again from \"Access keys\"."
            : EndpointProblem(address);
        return problem is null ? [] : [problem];
    }

    private string? EndpointProblem(Uri endpoint) => ApiEndpoint.Problem(endpoint, _options.AllowInsecureHttp)
        ?? (new BlobServiceClient(endpoint).GetBlobContainerClient("container").Name == "container"
            ? null
            : $"The endpoint {Redaction.Uri(endpoint)} has a path, which is read as an account only behind an IP address or on the ports of the emulator: "
                + "give https://account.host, or http://127.0.0.1:port/account.");

    private static string? NameIn(Uri endpoint) => endpoint.IsAbsoluteUri && new BlobUriBuilder(endpoint).AccountName is { Length: > 0 } name ? name : null;

    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value);

    [System.Text.RegularExpressions.GeneratedRegex("^[a-z0-9]{3,24}$", System.Text.RegularExpressions.RegexOptions.CultureInvariant, 30_000)]
    private static partial System.Text.RegularExpressions.Regex NamePattern();
}
