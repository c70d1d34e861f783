namespace SageTasks.Http;

/// <summary>Turns what went wrong with one request into the exceptions that users see.</summary>
internal sealed class ApiErrors(ApiPlatform platform, Uri endpoint, ApiRequest request, Uri address)
{
    public string Address => field ??= Redaction.Uri(address);

    public ApiError FromAnswer(ApiAnswer answer, int attempts, TimeSpan? asked, string? secret)
    {
        var details = Read(answer);
        return new ApiError
        {
            Platform = platform.Name,
            Method = request.Method.Method,
            Uri = Address,
            Status = answer.Status,
            Code = Clean(details.Code, secret),
            Reason = Clean(details.Reason, secret),
            Details = [.. details.Details.Select(line => Clean(line, secret)!)],
            RequestId = details.RequestId ?? answer.Header("X-Request-Id") ?? answer.Header("x-amz-request-id"),
            CanRetry = Statuses.IsTransient(answer.Status),
            RetryAfter = asked,
            Attempts = attempts,
            Advice = details.Advice ?? Advice(answer),
        };
    }

    public ApiError NoAnswer(string problem, int attempts, bool canRetry, bool likelyForGood) => new()
    {
        Platform = platform.Name,
        Method = request.Method.Method,
        Uri = Address,
        Reason = Redaction.Text(problem),
        CanRetry = canRetry,
        Attempts = attempts,
        Advice = likelyForGood ? $"Is {Redaction.Uri(address)} the right address, and can this machine reach it?" : null,
    };

    public ApiError Unreadable(int status, string? contentType, string problem, int attempts) => new()
    {
        Platform = platform.Name,
        Method = request.Method.Method,
        Uri = Address,
        Status = status,
        Reason = $"the answer can't be read: {Redaction.Text(problem)}",
        Attempts = attempts,
        Advice = EndpointAdvice(contentType),
    };

    public static SubmissionUnknownException Unknown(ApiError error, DateTimeOffset sentAt, Exception? cause) =>
        new(error with { CanRetry = false, Advice = "Whether it took effect is not known. Look for its effect before sending it again." }, cause)
        {
            SentAt = sentAt,
        };

    // A platform that knows only what to do about it leaves the words to the usual forms.
    private ApiErrorDetails Read(ApiAnswer answer)
    {
        var own = Protected.Call(platform.ReadError, answer);
        return own is { Reason: not null } or { Code: not null } ? own : ErrorBodies.Read(answer) with { Advice = own?.Advice, RequestId = own?.RequestId };
    }

    private string? Advice(ApiAnswer answer) => answer.Status switch
    {
        _ when request.Absolute is not null && answer.Status is 401 or 403 => "A signed address may have expired: ask for a new one.",
        401 => platform.TokenAdvice ?? "Check the token.",
        403 => "The token may lack the permission, or what the address names does not exist.",
        404 => EndpointAdvice(answer.Header("Content-Type")),
        429 => "Lower Limit.Share or Limit.RequestsPerSecond: other processes may use the same token.",
        >= 300 and < 400 => $"The server points to {Redaction.Text(answer.Header("Location") ?? "nowhere")}: is {Redaction.Uri(endpoint)} the right endpoint?",
        _ => null,
    };

    private string? EndpointAdvice(string? contentType) => contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
        ? $"The answer is a web page: is {Redaction.Uri(endpoint)} the address of the API?"
        : null;

    // A server may quote the very token that it refuses.
    private static string? Clean(string? text, string? secret)
    {
        if (text is null)
        {
            return null;
        }

        var clean = secret is { Length: >= 6 } ? text.Replace(secret, Redaction.Mark, StringComparison.Ordinal) : text;
        return Redaction.Text(ErrorBodies.Shorten(clean));
    }
}
