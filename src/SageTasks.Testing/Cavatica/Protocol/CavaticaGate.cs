namespace SageTasks.Testing.Cavatica;

/// <summary>What every request to the API passes first: maintenance, its token, the rate limit.</summary>
internal sealed class CavaticaGate(UserDirectory users, RequestBudget budget)
{
    public static string? TokenOf(LocalRequest request) => request.Header("X-SBG-Auth-Token") ?? BearerToken.Of(request);

    /// <summary>Whether a request comes from a user.</summary>
    public bool Admits(LocalRequest request) => TokenOf(request) is { } token && users.ByToken(token) is not null;

    public LocalAnswer? Check(LocalRequest request) => Refusal(request) is { } refusal ? budget.Stamp(request, refusal) : null;

    private LocalAnswer? Refusal(LocalRequest request)
    {
        if (request.Draws(FaultKind.Maintenance))
        {
            return CavaticaErrors.Maintenance();
        }

        if (request.Segments.Count == 0)
        {
            return null;
        }

        if (TokenOf(request) is not { } token || users.ByToken(token) is not { } user)
        {
            return CavaticaErrors.Unauthorized();
        }

        request.Caller = user;
        return request.Segments is ["rate_limit"] || budget.TryTake(token) ? null : CavaticaErrors.TooFast();
    }
}
