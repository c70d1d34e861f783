namespace SageTasks.Testing.Synapse;

/// <summary>Finds out who sends a request, before anything else looks at it.</summary>
internal sealed class Gate(SynapseStore store, UserDirectory users)
{
    private const int MaxBody = 2 * 1024 * 1024;
    private const string ErrorType = "org.sagebionetworks.repo.model.OAuthErrorResponse";

    /// <summary>The refusal, or null when the request may go on.</summary>
    public LocalAnswer? Check(LocalRequest request)
    {
        // The object store has its own way to know its callers, and never reads a token.
        if (request.Segments is ["s3", ..])
        {
            return null;
        }

        if (request.Body.Length > MaxBody)
        {
            return Api.Refusal(new SynapseError(413, $"Request body size exceeds maximum of {MaxBody} bytes."));
        }

        if (Token(request) is not { } token)
        {
            request.Caller = Caller.Nobody;
            return null;
        }

        request.Caller = store.Run(() => users.Identify(token));
        return request.Caller is null ? OAuth(401, "invalid_token", "Invalid access token") : null;
    }

    /// <summary>Whether a request comes from somebody whom the platform knows.</summary>
    public bool Admits(LocalRequest request) => Token(request) is { } token && store.Run(() => users.Identify(token)) is not null;

    public static LocalAnswer InsufficientScope(string scope) =>
        OAuth(403, "insufficient_scope", $"Request lacks scope(s) required by this service: {scope}");

    private static LocalAnswer OAuth(int status, string error, string reason) => LocalAnswer.Json(
        new ErrorResponse { ConcreteType = ErrorType, Reason = reason, Error = error, Error_description = reason }, SynapseJson.Default.ErrorResponse, status);

    private static string? Token(LocalRequest request) => BearerToken.Of(request) ?? request.Header("sessionToken");
}
