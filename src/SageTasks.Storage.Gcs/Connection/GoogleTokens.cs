using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Access tokens of Google's own library, which renews them before they expire. The credential is looked for when it is first needed.</summary>
internal sealed class GoogleTokens(GoogleCredential? given, string? serviceAccountFile)
{
    private const string Scope = "https://www.googleapis.com/auth/devstorage.read_write";

    private volatile GoogleCredential? _credential;

    /// <exception cref="AccessDeniedException">There is no credential, or Google refuses it.</exception>
    /// <exception cref="NetworkFailureException">Google's token service did not answer.</exception>
    public async ValueTask<string> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Two requests that come first at once look twice, and find the same.
            ITokenAccess credential = _credential ??= Scoped(given ?? await LoadAsync(cancellationToken).ConfigureAwait(false));
            return await credential.GetAccessTokenForRequestAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new NetworkFailureException(Error(e) with { CanRetry = true }, e);
        }
        catch (Exception e) when (e is TokenResponseException or InvalidOperationException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new AccessDeniedException(Error(e), e);
        }
    }

    private async Task<GoogleCredential> LoadAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(serviceAccountFile))
        {
            return await GoogleCredential.GetApplicationDefaultAsync(cancellationToken).ConfigureAwait(false);
        }

        var account = await CredentialFactory.FromFileAsync<ServiceAccountCredential>(serviceAccountFile, cancellationToken).ConfigureAwait(false);
        return account.ToGoogleCredential();
    }

    private static GoogleCredential Scoped(GoogleCredential credential) => credential.IsCreateScopedRequired ? credential.CreateScoped(Scope) : credential;

    private static ApiError Error(Exception cause) => new()
    {
        Platform = GcsPlatform.Name,
        Method = "token",
        Uri = "of Google's credentials",
        Reason = Redaction.Text(cause.Message),
        Advice = GcsPlatform.TokenAdvice,
    };
}
