using System.Net;
using Microsoft.AspNetCore.Http;

namespace SageTasks.Testing;

/// <summary>Which hosts a platform answers to. A page elsewhere can give its own host the address of this machine, and then asks as if the
/// platform were its own server: only the name of the host tells.</summary>
internal static class HostCheck
{
    private const string Localhost = "localhost";

    /// <summary>Refuses a request that is meant for another host; true when it is answered with that.</summary>
    public static async ValueTask<bool> AnswerAsync(HttpContext context, IReadOnlyList<string> names)
    {
        var host = context.Request.Host;
        if (!host.HasValue || IsLoopback(host.Host) || names.Contains(host.Host, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(
            $"This local platform answers to localhost and 127.0.0.1, and not to '{host.Host}'. If it is to be reached by that name, start it with the name in HostNames.\n",
            context.RequestAborted).ConfigureAwait(false);
        return true;
    }

    // Names below localhost never lead elsewhere (RFC 6761).
    private static bool IsLoopback(string host) =>
        host.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
