using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>Asks identifiers.org, and else n2t.net, for the URL pattern of a prefix, and remembers it.</summary>
internal sealed class MetaResolvers
{
    private const string Hole = "{$id}";
    private const int Remembered = 1024;

    // A bundle may hold thousands of one prefix; a prefix that is registered today should be found today.
    private static readonly TimeSpan UnknownLifetime = TimeSpan.FromMinutes(5);

    private static readonly ApiPlatform Identifiers = new() { Name = "identifiers.org", TelemetryName = DrsApi.Telemetry, RequestsPerSecond = 5 };
    private static readonly ApiPlatform NameToThing = new() { Name = "n2t.net", TelemetryName = DrsApi.Telemetry, RequestsPerSecond = 5 };

    private readonly ApiTransport? _identifiers;
    private readonly ApiTransport? _nameToThing;
    private readonly TimeProvider _time;
    private readonly TimeSpan _lifetime;
    private readonly Storage.RecentlyUsed<string, (Pattern? Found, DateTimeOffset Until)> _patterns = new(Remembered);
    private readonly ConcurrentDictionary<string, Lazy<Task<Pattern?>>> _asking = new(StringComparer.Ordinal);

    public MetaResolvers(DrsOptions options, ILoggerFactory? loggers, TimeProvider time)
    {
        (_time, _lifetime) = (time, options.PatternLifetime);
        _identifiers = options.IdentifiersEndpoint is { } first ? new ApiTransport(Identifiers, first, null, options.Http, loggers, time) : null;
        _nameToThing = options.NameToThingEndpoint is { } second ? new ApiTransport(NameToThing, second, null, options.Http, loggers, time) : null;
    }

    /// <summary>The address of an accession, and the registry that told it; null where no registry knows the prefix.</summary>
    /// <exception cref="ApiException">No registry answered.</exception>
    public async Task<(Uri Address, Uri Registry)?> FindAsync(DrsUri uri, CancellationToken cancellationToken)
    {
        var pattern = await PatternAsync(uri.Prefix!, uri.Provider, cancellationToken).ConfigureAwait(false);
        return pattern is null ? null : (new Uri(pattern.Text.Replace(Hole, Uri.EscapeDataString(uri.Id), StringComparison.Ordinal)), pattern.Registry);
    }

    private async Task<Pattern?> PatternAsync(string prefix, string? provider, CancellationToken cancellationToken)
    {
        var key = $"{provider}/{prefix}";
        if (_patterns.TryGet(key, out var known) && _time.GetUtcNow() < known.Until)
        {
            return known.Found;
        }

        // Many ask for the same prefix at once: one request serves them all, and no one's cancellation is another's.
        var asking = _asking.GetOrAdd(key, _ => new Lazy<Task<Pattern?>>(() => AskAndRememberAsync(key, prefix, provider)));
        return await asking.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Pattern?> AskAndRememberAsync(string key, string prefix, string? provider)
    {
        try
        {
            var found = await AskAsync(prefix, provider, CancellationToken.None).ConfigureAwait(false);
            _patterns.Set(key, (found, _time.GetUtcNow() + (found is null && _lifetime > UnknownLifetime ? UnknownLifetime : _lifetime)));
            return found;
        }
        finally
        {
            _asking.TryRemove(key, out _);
        }
    }

    private async Task<Pattern?> AskAsync(string prefix, string? provider, CancellationToken cancellationToken)
    {
        ApiException? failure = null;
        try
        {
            if (_identifiers is not null && await AskIdentifiersAsync(_identifiers, prefix, provider, cancellationToken).ConfigureAwait(false) is { } pattern)
            {
                return new Pattern(pattern, _identifiers.Endpoint);
            }
        }
        catch (ApiException e)
        {
            failure = e;
        }

        try
        {
            var second = _nameToThing is null ? null : await AskNameToThingAsync(_nameToThing, prefix, provider, cancellationToken).ConfigureAwait(false);
            return second is not null ? new Pattern(second, _nameToThing!.Endpoint) : failure is null ? null : throw failure;
        }
        catch (NotFoundException)
        {
            return failure is null ? null : throw failure;
        }
    }

    private static async Task<string?> AskIdentifiersAsync(ApiTransport api, string prefix, string? provider, CancellationToken cancellationToken)
    {
        var found = await api.GetOrDefaultAsync(
            RequestPath.Of($"/restApi/namespaces/search/findByPrefix").Query("prefix", prefix), DrsJson.Default.RegistryNamespace, cancellationToken).ConfigureAwait(false);
        if (found?.Id is not { } id)
        {
            return null;
        }

        var resources = await api.GetAsync(
            RequestPath.Of($"/restApi/resources/search/findAllByNamespaceId").Query("id", id), DrsJson.Default.RegistryResources, cancellationToken).ConfigureAwait(false);
        return resources.Embedded?.Resources?
            .Where(resource => resource is { Deprecated: not true, UrlPattern: not null } && IsPattern(resource.UrlPattern))
            .Where(resource => provider is null || string.Equals(resource.ProviderCode, provider, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(resource => resource.Official == true)
            .Select(resource => resource.UrlPattern)
            .FirstOrDefault();
    }

    private static async Task<string?> AskNameToThingAsync(ApiTransport api, string prefix, string? provider, CancellationToken cancellationToken)
    {
        var path = provider is null ? RequestPath.Of($"/{prefix}:") : RequestPath.Of($"/{provider}/{prefix}:");
        var text = await api.GetStringAsync(path, cancellationToken).ConfigureAwait(false);
        return text.Split('\n')
            .Where(line => line.TrimStart().StartsWith("redirect:", StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Split(':', 2)[1].Trim().Replace("{id}", Hole, StringComparison.Ordinal))
            .Select(pattern => pattern.Contains(Hole, StringComparison.Ordinal) ? pattern : pattern.Replace("$id", Hole, StringComparison.Ordinal))
            .FirstOrDefault(IsPattern);
    }

    private static bool IsPattern(string pattern) =>
        pattern.Contains(Hole, StringComparison.Ordinal) && Uri.TryCreate(pattern.Replace(Hole, "x", StringComparison.Ordinal), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private sealed record Pattern(string Text, Uri Registry);
}
