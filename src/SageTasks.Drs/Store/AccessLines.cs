using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Makes requests of the URLs and headers that a server gives. A server decides neither what is read on this machine nor how.</summary>
internal static class AccessLines
{
    // What the transfer itself sets, or what frames the request.
    private static readonly HashSet<string> Ours = new(
        ["Host", "Range", "If-Range", "If-Match", "If-None-Match", "Accept-Encoding", "Connection", "Transfer-Encoding", "Content-Length", "Expect", "Upgrade"],
        StringComparer.OrdinalIgnoreCase);

    /// <exception cref="TransferException">The URL is missing, or leads where a server has no say.</exception>
    public static Location Place(DrsAccessUrl url, DrsClient client)
    {
        var server = client.Endpoint;
        if (!Location.TryParse(url.Url, out var place))
        {
            throw new TransferException($"{server.Host} gave no URL that could be read ({url}).");
        }

        if (!place.IsLocal && place.Scheme is not (LocationScheme.Https or LocationScheme.Http or LocationScheme.S3 or LocationScheme.Gs or LocationScheme.Az))
        {
            throw Refused($"{server.Host} leads to {place}: an access URL is https, s3, gs or az, and a further DRS URI could lead in circles.");
        }

        if (place.IsLocal && !Origins.IsHere(server))
        {
            throw Refused($"{server.Host} leads to {place}, which is a file on this machine: only a server of this machine may.");
        }

        return place.Scheme is LocationScheme.Http or LocationScheme.Https && !client.MayLead(place.Url)
            ? throw Refused(
                $"{server.Host} leads to {place}, which is on this machine or link-local: only a server of this machine may. Set {nameof(ApiOptions)}.{nameof(ApiOptions.AllowLocalTargets)} if that is meant.")
            : place;
    }

    private static TransferException Refused(string message) => new(message) { CanRetry = false };

    /// <exception cref="TransferException">A header can't be sent.</exception>
    public static SourceAddress Address(DrsAccessUrl url, Location place)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in url.Headers)
        {
            var parts = line.Split(':', 2);
            var name = parts[0].Trim();
            if (parts.Length != 2 || name.Length == 0 || line.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                throw new TransferException($"{place}: a header that the server asks to send is none ('{name}').");
            }

            if (!Ours.Contains(name))
            {
                headers[name] = parts[1].Trim();
            }
        }

        return new SourceAddress(place.Url, headers);
    }
}
