using System.Text;
using SageTasks.Http;

namespace SageTasks.Wes;

public partial class WesClient
{
    /// <summary>A log whole: of an address its content, of a text the text itself.</summary>
    /// <param name="runId">The run that the log belongs to.</param>
    /// <param name="log">What the server says: <see cref="WesLog.Stdout"/> or <see cref="WesLog.Stderr"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The text; empty where there is no log.</returns>
    /// <exception cref="NotSupportedException">The log is in an object store, and the transfer engine copies it; or a server elsewhere leads to this
    /// machine (<see cref="ApiOptions.AllowLocalTargets"/>).</exception>
    /// <exception cref="NotFoundException">The log is not there (yet).</exception>
    public virtual async Task<string> ReadLogAsync(string runId, string? log, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        if (string.IsNullOrEmpty(log) || !LogAddress.IsAddress(log))
        {
            return log ?? string.Empty;
        }

        var stream = await OpenAsync(runId, log, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a log or an output by the address that the server gave for it. Credentials go to the server's own host only.</summary>
    /// <param name="runId">The run that it belongs to: a relative address is one below it.</param>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The content as it comes; dispose it.</returns>
    /// <exception cref="NotSupportedException">The address is one in an object store, and the transfer engine copies it; or a server elsewhere leads to
    /// this machine (<see cref="ApiOptions.AllowLocalTargets"/>).</exception>
    public virtual async Task<Stream> OpenAsync(string runId, string address, CancellationToken cancellationToken = default)
    {
        var target = ResolveAddress(runId, address);
        if (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
        {
            throw new NotSupportedException($"'{Redaction.Uri(target)}' is not read over HTTP; copy it with the transfer engine.");
        }

        if (!MayLead(target))
        {
            throw new NotSupportedException(
                $"{Endpoint.Host} leads to '{Redaction.Uri(target)}', which is on this machine or link-local: only a server of this machine may. Set {nameof(ApiOptions)}.{nameof(ApiOptions.AllowLocalTargets)} if that is meant.");
        }

        var isOwn = Uri.Compare(target, Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        var answer = await _api.OpenAsync(
            new ApiRequest { Absolute = target, Authorize = isOwn, Safety = RequestSafety.Safe, Headers = AnyType }, cancellationToken).ConfigureAwait(false);
        return new AnswerStream(answer);
    }

    private static Dictionary<string, string> AnyType => new(StringComparer.Ordinal) { ["Accept"] = "*/*" };
}
