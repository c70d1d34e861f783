using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>What a server tells about itself, asked once in a while, so that a thousand tasks do not ask it a thousand times.</summary>
internal sealed class KnownServer(TesClient client, TimeSpan lifetime, TimeProvider time)
{
    private static readonly string[] Versions = ["/ga4gh/tes/v1", "/v1"];

    private volatile Answer? _last;

    /// <summary>What the server tells; null where it tells nothing, so that only trying shows what it takes.</summary>
    public async Task<TesServiceInfo?> InfoAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < lifetime)
        {
            return last.Info;
        }

        var at = time.GetTimestamp();
        var info = await ReadAsync(cancellationToken).ConfigureAwait(false);
        _last = new Answer(info, at);
        return info;
    }

    /// <summary>A server under one name, by whichever of its base paths it is reached.</summary>
    public static string NameOf(Uri? endpoint)
    {
        if (endpoint is null)
        {
            return string.Empty;
        }

        var path = endpoint.AbsolutePath.TrimEnd('/');
        var version = Versions.FirstOrDefault(version => path.EndsWith(version, StringComparison.Ordinal)) ?? string.Empty;
        var port = endpoint.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{endpoint.Port}");
        return endpoint.Host.ToLowerInvariant() + port + path[..^version.Length];
    }

    private async Task<TesServiceInfo?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetServiceInfoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused.Error.Status is 404 or 405 or 501)
        {
            return null;
        }
    }

    private sealed record Answer(TesServiceInfo? Info, long At);
}
