using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>How DRS URIs are resolved, and how each server is spoken to.</summary>
public sealed class DrsOptions
{
    /// <summary>Servers with settings of their own, by host (on this machine with port) or by the prefix of compact identifiers, upper and lower
    /// case alike. An endpoint here replaces where the URI would lead.</summary>
    public IDictionary<string, DrsClientOptions> Hosts { get; } = new Dictionary<string, DrsClientOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The only hosts that may be asked for objects (with the port, where an address has one), besides those in <see cref="Hosts"/>. URIs
    /// come from other people's tables, and registries lead anywhere.</summary>
    /// <value>Empty: any host.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>The most entries that the walk through one bundle may come upon, bundles below counted as often as they are met. Bundles that
    /// share what lies below them can branch without end.</summary>
    /// <value>100,000.</value>
    public int MaxBundleEntries { get; set; } = 100_000;

    /// <summary>The registry that is asked first for the prefix of a compact identifier.</summary>
    /// <value><c>https://registry.api.identifiers.org</c>; null asks it nothing.</value>
    public Uri? IdentifiersEndpoint { get; set; } = new("https://registry.api.identifiers.org");

    /// <summary>The registry that is asked next.</summary>
    /// <value><c>https://n2t.net</c>; null asks it nothing.</value>
    public Uri? NameToThingEndpoint { get; set; } = new("https://n2t.net");

    /// <summary>How long what a registry says of a prefix is believed.</summary>
    /// <value>24 hours, as the specification suggests.</value>
    public TimeSpan PatternLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Retries, limits and connections of servers without settings of their own, and of the registries.</summary>
    public ApiOptions Http { get; set; } = new();

    internal IReadOnlyList<string> Validate()
    {
        var failures = new List<string>(Http?.Validate() ?? ["Http must not be null."]);
        if (PatternLifetime <= TimeSpan.Zero)
        {
            failures.Add($"{nameof(PatternLifetime)} must be positive, but is {PatternLifetime}.");
        }

        if (MaxBundleEntries < 1)
        {
            failures.Add($"{nameof(MaxBundleEntries)} must be positive, but is {MaxBundleEntries}.");
        }

        foreach (var (host, settings) in Hosts)
        {
            failures.AddRange(DrsSettings.Failures(settings, settings.Endpoint ?? new Uri("https://host")).Select(failure => $"Hosts[\"{host}\"]: {failure}"));
        }

        return failures;
    }
}
