using Microsoft.AspNetCore.Http;

namespace SageTasks.Testing;

/// <summary>What pages in browsers may do. A page of another origin could otherwise start programs on this machine: even without being allowed
/// to read the answer it can send a request.</summary>
internal static class CrossOrigin
{
    /// <summary>Allows or refuses a request that a page sent; true when it is answered with that.</summary>
    public static bool Answer(HttpContext context, IReadOnlyList<string> allowed)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (request.Headers.Origin is not [{ } origin, ..])
        {
            return false;
        }

        if (!IsLocal(origin) && !allowed.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return true;
        }

        headers.AccessControlAllowOrigin = origin;
        if (!HttpMethods.IsOptions(request.Method) || request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return false;
        }

        headers.AccessControlAllowMethods = request.Headers.AccessControlRequestMethod;
        headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private static bool IsLocal(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.IsLoopback && !page.IsFile;
}
