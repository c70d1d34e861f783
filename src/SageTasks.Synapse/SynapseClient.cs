using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Synapse's web service, one method for each endpoint. Thread-safe; clients with the same server and token share connections and
/// limits, so that making one is cheap.</summary>
/// <remarks>A request that changes nothing, or that the server provably takes twice for one, is repeated after a failure; one that creates
/// something is not: where its outcome is unclear it ends with <see cref="SubmissionUnknownException"/>.</remarks>
public partial class SynapseClient
{
    private readonly ApiTransport _repo = null!;
    private readonly ApiTransport _auth = null!;
    private readonly ApiTransport _file = null!;
    private readonly SynapseClientOptions _options = new();

    /// <summary>Makes a client.</summary>
    /// <param name="options">How to reach Synapse and as whom.</param>
    /// <param name="loggers">Where to log; null for nowhere.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">An option is not valid, or there is no token; the message says what to set.</exception>
    public SynapseClient(SynapseClientOptions options, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = SynapseSettings.From(options);
        var credential = settings.Token is null ? null : ApiCredential.Bearer(settings.Token);
        ApiTransport Connect(Uri endpoint) => new(Platform, endpoint, credential, options.Http, loggers, time, limitGroup: $"synapse {settings.Repo.Authority}");
        _options = options;
        Time = time ?? TimeProvider.System;
        (_repo, _auth, _file) = (Connect(settings.Repo), Connect(settings.Auth), Connect(settings.File));
    }

    /// <summary>For substitutes in tests.</summary>
    protected SynapseClient()
    {
    }

    internal TimeProvider Time { get; } = TimeProvider.System;

    internal ApiOptions Http => _options.Http;

    private static ApiPlatform Platform { get; } = new()
    {
        Name = "Synapse",
        TelemetryName = "SageTasks.Synapse",
        RequestsPerSecond = 10,
        ConcurrentRequests = 3,
        IdsHoldNoSlash = true,
        ReadError = SynapseErrors.Read,
        TokenAdvice = "Check the Synapse token: SynapseClientOptions.Token, SYNAPSE_AUTH_TOKEN or ~/.synapseConfig. It may have expired or lack a scope " +
            "(view, download, modify); make a new one at https://accounts.synapse.org.",
    };

    /// <summary>The version of the server: <c>GET /version</c>.</summary>
    public virtual Task<SynapseVersion> GetVersionAsync(CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/version", SynapseJson.Default.SynapseVersion, cancellationToken);

    /// <summary>Whether the server takes changes now: <c>GET /status</c>.</summary>
    public virtual Task<SynapseStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/status", SynapseJson.Default.SynapseStatus, cancellationToken);

    /// <summary>The caller: <c>GET /userProfile</c>. Without a token this is the anonymous user.</summary>
    public virtual Task<UserProfile> GetMyProfileAsync(CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/userProfile", SynapseJson.Default.UserProfile, cancellationToken);

    /// <summary>A user: <c>GET /userProfile/{id}</c>.</summary>
    public virtual Task<UserProfile> GetProfileAsync(string ownerId, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/userProfile/{ownerId}", SynapseJson.Default.UserProfile, cancellationToken);

    /// <summary>Several users: <c>POST /userProfile</c>.</summary>
    public virtual async Task<IReadOnlyList<UserProfile>> GetProfilesAsync(
        IEnumerable<long> ownerIds, CancellationToken cancellationToken = default)
    {
        var found = await _repo.SendAsync(
            HttpMethod.Post, $"/userProfile", RequestSafety.Idempotent, new UserIdList { List = [.. ownerIds] },
            SynapseJson.Default.UserIdList, SynapseJson.Default.ListWrapperUserProfile, cancellationToken).ConfigureAwait(false);
        return found.List;
    }

    /// <summary>The caller's personal access tokens, never the tokens themselves: a page of <c>GET /personalAccessToken</c> (authentication
    /// service).</summary>
    public virtual Task<AccessTokenPage> GetAccessTokensPageAsync(
        string? nextPageToken = null, CancellationToken cancellationToken = default) =>
        _auth.GetAsync(RequestPath.Of($"/personalAccessToken").Query("nextPageToken", nextPageToken), SynapseJson.Default.AccessTokenPage, cancellationToken);

    private static SynapseId Newest(SynapseId id) => id.Version is null
        ? id
        : throw new ArgumentException($"{id} names a version; this call is about the whole entity. Pass {id.WithoutVersion()}.", nameof(id));
}
