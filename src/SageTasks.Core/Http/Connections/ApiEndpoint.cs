namespace SageTasks.Http;

/// <summary>Judges the address that a user configured for a platform, before anything is sent to it.</summary>
public static class ApiEndpoint
{
    /// <summary>What is wrong with an endpoint, in words that say what to do; null when nothing is.</summary>
    /// <param name="endpoint">The API's base address, such as <c>https://tower.example.org/api</c>.</param>
    /// <param name="allowInsecureHttp">Whether plain http may leave this machine.</param>
    public static string? Problem(Uri? endpoint, bool allowInsecureHttp = false)
    {
        if (endpoint is null || !endpoint.IsAbsoluteUri)
        {
            return $"The endpoint '{(endpoint is null ? "" : Redaction.Uri(endpoint))}' is not a whole address: give one such as https://host/path.";
        }

        var shown = Redaction.Uri(endpoint);
        if (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp)
        {
            return $"The endpoint '{shown}' must begin with https://.";
        }

        if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            return $"The endpoint '{shown}' must hold scheme, host and path only: no user, query or fragment.";
        }

        return Origins.MayTravel(endpoint, allowInsecureHttp)
            ? null
            : $"The endpoint '{shown}' is plain http to another machine, so that anyone on the way could read the token. "
                + $"Use https, or set {nameof(ApiOptions.AllowInsecureHttp)} if the network is trusted.";
    }
}
