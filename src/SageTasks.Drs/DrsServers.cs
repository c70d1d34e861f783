using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>All DRS servers: finds the one that a URI leads to, and keeps one client for each. Safe for use by many threads.</summary>
public class DrsServers
{
    private const string ObjectsPath = "/objects/";

    private readonly ConcurrentDictionary<(string Host, Uri Endpoint), DrsClient> _clients = new();
    private readonly DrsOptions _options;
    private readonly ILoggerFactory? _loggers;
    private readonly TimeProvider _time;
    private readonly MetaResolvers _registries;

    /// <summary>Makes the set; nothing is sent.</summary>
    /// <param name="options">Settings of servers; null for the defaults: every host, without credentials but those in the environment.</param>
    /// <param name="loggerFactory">Where messages go; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong; the message lists everything that is.</exception>
    public DrsServers(DrsOptions? options = null, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        _options = options ?? new DrsOptions();
        ClientOptions.ThrowIfInvalid(_options, _options.Validate());
        _loggers = loggerFactory;
        _time = timeProvider ?? TimeProvider.System;
        _registries = new MetaResolvers(_options, loggerFactory, _time);
    }

    /// <summary>For test doubles.</summary>
    protected DrsServers()
        : this(new DrsOptions { IdentifiersEndpoint = null, NameToThingEndpoint = null })
    {
    }

    internal int MaxBundleEntries => _options.MaxBundleEntries;

    /// <summary>Finds the server and the id that a DRS URI leads to. Only an unknown prefix costs requests, to the registries, once a day.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FormatException">The text is no DRS URI; the message says why.</exception>
    /// <exception cref="DrsResolutionException">No registry knows the prefix, or the host must not be asked.</exception>
    /// <exception cref="ApiException">No registry answered.</exception>
    public virtual async ValueTask<DrsAddress> ResolveAsync(string uri, CancellationToken cancellationToken = default)
    {
        var parsed = DrsUri.Parse(uri);
        var address = parsed.IsCompact
            ? await ResolveCompactAsync(parsed, cancellationToken).ConfigureAwait(false)
            : AtHost(parsed.Host, parsed.Id);
        return Allowed(address, uri);
    }

    /// <summary>The client of a server that <see cref="ResolveAsync"/> has found.</summary>
    /// <exception cref="ArgumentException">The settings of this host can't be used; the message says why.</exception>
    public virtual DrsClient ClientOf(DrsAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _clients.GetOrAdd((address.Host, address.Endpoint), key => new DrsClient(
            _options.Hosts.TryGetValue(key.Host, out var settings) ? settings : new DrsClientOptions(), key.Endpoint, _options.Http, _loggers, _time));
    }

    /// <summary>An object by its URI.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="expand">Whether a bundle shows what its bundles hold.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FormatException">The text is no DRS URI; the message says why.</exception>
    /// <exception cref="DrsResolutionException">No registry knows the prefix, or the host must not be asked.</exception>
    /// <exception cref="ApiException">A server refused or did not answer.</exception>
    public virtual async Task<DrsObject> GetObjectAsync(string uri, bool expand = false, CancellationToken cancellationToken = default)
    {
        var address = await ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        return await ClientOf(address).GetObjectAsync(address.Id, expand, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async Task<DrsAddress> ResolveCompactAsync(DrsUri uri, CancellationToken cancellationToken)
    {
        var prefix = uri.Prefix!;
        var name = uri.Provider is null ? prefix : $"{uri.Provider}/{prefix}";
        if (_options.Hosts.TryGetValue(prefix, out var settings) && settings.Endpoint is { } endpoint)
        {
            return new DrsAddress { Host = prefix, Prefix = name, Endpoint = DrsSettings.Complete(endpoint), Id = uri.Id };
        }

        if (uri.Provider is null && KnownPrefixes.HostOf(prefix) is { } host)
        {
            var known = AtHost(host, uri.Id) with { Prefix = name };
            return settings is null ? known : known with { Host = prefix };
        }

        var (found, registry) = await _registries.FindAsync(uri, cancellationToken).ConfigureAwait(false)
            ?? throw new DrsResolutionException($"{uri}: no registry knows the prefix '{prefix}'. Name its server in {nameof(DrsOptions)}.{nameof(DrsOptions.Hosts)}[\"{prefix}\"].");
        return AtPattern(uri, found, registry) with { Prefix = name };
    }

    /// <summary>The server and id in the address that a registry gave.</summary>
    private DrsAddress AtPattern(DrsUri uri, Uri found, Uri registry)
    {
        var at = found.AbsoluteUri.IndexOf(ObjectsPath, StringComparison.Ordinal);
        if (at < 0 || found.Query.Length > 0)
        {
            throw new DrsResolutionException($"{uri}: the registry leads to {Redaction.Uri(found)}, which is no address of a DRS object. Name the server in {nameof(DrsOptions)}.{nameof(DrsOptions.Hosts)}[\"{uri.Prefix}\"].");
        }

        var address = Overridden(found.Authority, new Uri(found.AbsoluteUri[..at]), Uri.UnescapeDataString(found.AbsoluteUri[(at + ObjectsPath.Length)..]));
        return MayLead(registry, address) ? address : throw new DrsResolutionException($"{uri}: the registry leads to {LedHere(address)}");
    }

    /// <summary>The server and id that a DRS URI leads to which another server has given: one elsewhere leads not to this machine.</summary>
    /// <exception cref="DrsResolutionException">Also where it would.</exception>
    internal async ValueTask<DrsAddress> ResolveFromAsync(DrsAddress from, string uri, CancellationToken cancellationToken)
    {
        var address = await ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        return MayLead(from.Endpoint, address) ? address : throw new DrsResolutionException($"{from.Endpoint.Host} leads to {uri} at {LedHere(address)}");
    }

    private static string LedHere(DrsAddress address) =>
        $"{Redaction.Uri(address.Endpoint)}, which is on this machine or link-local: only a server of this machine may lead there. Name the server in {nameof(DrsOptions)}.{nameof(DrsOptions.Hosts)}[\"{address.Host}\"] if that is meant.";

    // What the caller has named leads wherever the caller says.
    private bool MayLead(Uri from, DrsAddress to) =>
        _options.Http.AllowLocalTargets || _options.Hosts.ContainsKey(to.Host) || Origins.MayLead(from, to.Endpoint);

    private DrsAddress AtHost(string host, string id)
    {
        var server = new Uri($"https://{host}{DrsApi.Path}");
        return Overridden(host, server.IsLoopback ? new Uri($"http://{host}{DrsApi.Path}") : server, id);
    }

    private DrsAddress Overridden(string host, Uri endpoint, string id) => new()
    {
        Host = host,
        Endpoint = _options.Hosts.TryGetValue(host, out var settings) && settings.Endpoint is { } own ? DrsSettings.Complete(own) : endpoint,
        Id = id,
    };

    private DrsAddress Allowed(DrsAddress address, string uri) =>
        _options.AllowedHosts.Count == 0 || _options.Hosts.ContainsKey(address.Host) || _options.AllowedHosts.Contains(address.Endpoint.Authority, StringComparer.OrdinalIgnoreCase)
            ? address
            : throw new DrsResolutionException($"{uri} leads to {address.Endpoint.Authority}, which is not among {nameof(DrsOptions)}.{nameof(DrsOptions.AllowedHosts)}. Add it there if it may be asked.");
}
