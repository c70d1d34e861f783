namespace SageTasks.Http;

/// <summary>What a failing status says about the request's fate.</summary>
internal static class Statuses
{
    /// <summary>The same request may succeed in a moment.</summary>
    public static bool IsTransient(int status) => status is 408 or 425 or 429 or 500 or 502 or 503 or 504;

    /// <summary>The server decided against the request, so that it had no effect. Everything else leaves that open:
    /// 408, 425, 429, 499, unknown codes and 5xx may come from a proxy while the handler works on, and a 303 may report success.</summary>
    public static bool IsRefusal(int status) => status is 307 or 308 or (>= 400 and <= 407) or (>= 409 and <= 417)
        or 421 or 422 or 423 or 424 or 426 or 428 or 431 or 451;

    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;
}
