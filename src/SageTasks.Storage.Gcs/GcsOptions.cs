using Google.Apis.Auth.OAuth2;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>
/// Where Cloud Storage is and who is asking. With nothing set: Google's own, with the credentials that all of Google's tools find
/// (<c>GOOGLE_APPLICATION_CREDENTIALS</c>, <c>gcloud auth application-default login</c>, the machine's own).
/// </summary>
public sealed class GcsOptions
{
    /// <summary>The address of Google Cloud Storage.</summary>
    public static readonly Uri GoogleEndpoint = new("https://storage.googleapis.com");

    /// <summary>The address of the API, without <c>/storage/v1</c>.</summary>
    /// <value>null: <c>STORAGE_EMULATOR_HOST</c>, else <see cref="GoogleEndpoint"/>.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>A credential of Google's own library: a service account, workload identity, impersonation, a user. Its tokens are renewed
    /// before they expire.</summary>
    public GoogleCredential? Credential { get; set; }

    /// <summary>The path of a service account's key file (JSON).</summary>
    public string? ServiceAccountFile { get; set; }

    /// <summary>Answers the OAuth access token of the moment; asked before each request.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>Sends no token, for public buckets and emulators.</summary>
    /// <value>false; with the endpoint from <c>STORAGE_EMULATOR_HOST</c> and no credential given, no token is sent either.</value>
    public bool Anonymous { get; set; }

    /// <summary>The project that pays for requests to buckets whose owner wants that.</summary>
    public string? UserProject { get; set; }

    /// <summary>Retries, limits and connections.</summary>
    public ApiOptions Http { get; set; } = new();
}
