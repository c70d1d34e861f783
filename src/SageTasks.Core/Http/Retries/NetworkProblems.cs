using System.Net.Sockets;
using System.Security.Authentication;

namespace SageTasks.Http;

/// <summary>Says what a failed connection means.</summary>
internal static class NetworkProblems
{
    /// <summary>The innermost words say most: the outer ones only that sending failed.</summary>
    public static string Describe(Exception cause)
    {
        var deepest = cause;
        while (deepest.InnerException is { } inner)
        {
            deepest = inner;
        }

        return deepest == cause ? cause.Message : $"{cause.Message} ({deepest.Message})";
    }

    /// <summary>Whether trying again soon will hardly help: the host's name does not exist, or its certificate is refused.</summary>
    public static bool IsLikelyForGood(Exception? cause) =>
        cause is not null
        && (cause is SocketException { SocketErrorCode: SocketError.HostNotFound } or AuthenticationException || IsLikelyForGood(cause.InnerException));
}
