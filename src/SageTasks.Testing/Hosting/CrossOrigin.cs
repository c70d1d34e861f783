using Microsoft.AspNetCore.Http;

namespace SageTasks.Testing;

/// <summary>What browsers ask before a page may call a server of another origin (CORS).</summary>
internal static class CrossOrigin
{
    /// <summary>Allows the request; true when it was only the question, which is answered then.</summary>
    public static bool Answer(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (request.Headers.Origin.Count == 0)
        {
            return false;
        }

        headers.AccessControlAllowOrigin = "*";
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
}
