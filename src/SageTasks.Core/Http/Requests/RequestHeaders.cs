namespace SageTasks.Http;

/// <summary>Puts headers and body on a message.</summary>
internal static class RequestHeaders
{
    // What a foreign host may see after a redirect: nothing that could be a credential.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Language", "Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range",
    };

    private static readonly string UserAgentVersion = typeof(RequestHeaders).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>The request's own headers; those that describe the body go with the body.</summary>
    public static void AddOwn(HttpRequestMessage message, ApiRequest request, bool trusted)
    {
        foreach (var (name, value) in request.Headers)
        {
            if ((trusted || Harmless.Contains(name)) && !message.Headers.TryAddWithoutValidation(name, value) && !Describe(message.Content, name, value))
            {
                throw new ArgumentException($"'{name}' can't be a header of this request: it is no header's name, or it describes a body that the request does not have.");
            }
        }
    }

    private static bool Describe(HttpContent? body, string name, string value)
    {
        if (body is null)
        {
            return false;
        }

        body.Headers.Remove(name);
        return body.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>What goes to the platform's own host only.</summary>
    public static void AddPlatforms(HttpRequestMessage message, ApiPlatform platform, bool compressed)
    {
        foreach (var (name, value) in platform.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (!message.Headers.NonValidated.Contains("Accept"))
        {
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
        }

        if (compressed)
        {
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        }

        message.Headers.TryAddWithoutValidation("User-Agent", $"{platform.TelemetryName}/{UserAgentVersion}");
    }

    /// <summary>The body for one attempt. Never null where the method has one, or where the request must arrive once:
    /// the connection pool re-sends a message without content by itself when a kept-alive connection drops.</summary>
    public static HttpContent? MakeContent(ApiRequest request)
    {
        if (request.Content is { } make)
        {
            return make();
        }

        var hasBody = request.Safety == RequestSafety.Once || request.Method == HttpMethod.Post || request.Method == HttpMethod.Put
            || request.Method == HttpMethod.Patch;
        return hasBody ? new ByteArrayContent([]) : null;
    }
}
