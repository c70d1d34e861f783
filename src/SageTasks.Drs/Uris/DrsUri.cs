using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace SageTasks.Drs;

/// <summary>
/// A DRS URI, taken apart: hostname-based (<c>drs://drs.example.org/314159</c>) or a compact identifier (<c>drs://drs.42:314159</c>, with a
/// provider <c>drs://provider/drs.42:314159</c>). Also read are <c>drs://dg.4503/uuid</c>, which means a compact identifier, upper case,
/// ids that hold slashes, and ports on this machine.
/// </summary>
public sealed partial class DrsUri : IEquatable<DrsUri>
{
    private const string Scheme = "drs://";

    private DrsUri(string? host, string? provider, string? prefix, string id) =>
        (Host, Provider, Prefix, Id) = (host?.ToLowerInvariant(), provider?.ToLowerInvariant(), prefix?.ToLowerInvariant(), id);

    /// <summary>The host of a hostname-based URI, in lower case, on this machine with its port; null for a compact identifier.</summary>
    public string? Host { get; }

    /// <summary>The namespace of a compact identifier, in lower case; null for a hostname-based URI.</summary>
    public string? Prefix { get; }

    /// <summary>The provider of a compact identifier, in lower case; null where none is named.</summary>
    public string? Provider { get; }

    /// <summary>The id or accession, not percent-encoded.</summary>
    public string Id { get; }

    /// <summary>Whether it is a compact identifier.</summary>
    [MemberNotNullWhen(true, nameof(Prefix))]
    [MemberNotNullWhen(false, nameof(Host))]
    public bool IsCompact => Host is null;

    /// <summary>Reads a DRS URI.</summary>
    /// <exception cref="FormatException">The text is none; the message says why.</exception>
    public static DrsUri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out var problem) ?? throw new FormatException($"\"{text}\" is not a DRS URI: {problem}.");
    }

    /// <summary>Reads a DRS URI; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DrsUri? uri)
    {
        uri = text is null ? null : Read(text, out _);
        return uri is not null;
    }

    /// <summary>The hostname-based URI of an object.</summary>
    /// <param name="host">The host. DRS URIs have no port, but for servers of this machine.</param>
    /// <param name="id">The id, not percent-encoded.</param>
    /// <exception cref="ArgumentException">The id is empty, or a DRS URI can't have this host; the message says why.</exception>
    public static DrsUri ForHost(string host, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return HostProblem(host) is { } problem ? throw new ArgumentException(problem, nameof(host)) : new DrsUri(host, null, null, id);
    }

    /// <summary>Why a hostname-based URI can't have this host; null where it can.</summary>
    internal static string? HostProblem(string host)
    {
        if (LocalHost().Match(host + "/").Length == host.Length + 1 || (HostName().IsMatch(host) && !CompactPrefix().IsMatch(host)))
        {
            return null;
        }

        var colon = host.LastIndexOf(':');
        return colon > 0 && HostName().IsMatch(host[..colon])
            ? $"'{host}' has a port. A DRS URI has none: it means https on port 443."
            : $"'{host}' is no host that a DRS URI can have: a whole name such as drs.example.org, without a port.";
    }

    /// <summary>The compact identifier of an object.</summary>
    /// <param name="prefix">The namespace, such as <c>dg.4503</c>.</param>
    /// <param name="accession">The id, not percent-encoded.</param>
    /// <param name="provider">The provider of the namespace; null for its own.</param>
    /// <exception cref="ArgumentException">The prefix or the accession is empty, or the prefix or provider holds what none can.</exception>
    public static DrsUri ForPrefix(string prefix, string accession, string? provider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        ArgumentException.ThrowIfNullOrWhiteSpace(accession);
        return CompactName().IsMatch(prefix) && (provider is null || CompactName().IsMatch(provider))
            ? new DrsUri(null, provider, prefix, accession)
            : throw new ArgumentException($"'{(provider is null ? "" : provider + "/")}{prefix}' is no prefix of compact identifiers: letters, digits, dots, dashes and underscores.", nameof(prefix));
    }

    /// <summary>The URI, its id percent-encoded.</summary>
    public override string ToString() => IsCompact
        ? $"{Scheme}{(Provider is null ? "" : Provider + "/")}{Prefix}:{Uri.EscapeDataString(Id)}"
        : $"{Scheme}{Host}/{Uri.EscapeDataString(Id)}";

    /// <inheritdoc/>
    public bool Equals(DrsUri? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DrsUri);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    private static DrsUri? Read(string text, out string? problem)
    {
        problem = "it has to begin with drs://";
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text[Scheme.Length..];
        problem = "it holds a query, a fragment, white space or a control character";
        if (rest.AsSpan().ContainsAny("?#") || rest.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            return null;
        }

        problem = "write drs://host/id or drs://prefix:accession";
        if (LocalHost().Match(rest) is { Success: true } local)
        {
            return Made(rest[local.Length..].TrimStart('/'), id => ForHost(local.Groups["host"].Value, id));
        }

        var (slash, colon) = (rest.IndexOf('/', StringComparison.Ordinal), rest.IndexOf(':', StringComparison.Ordinal));
        return colon >= 0 && (slash < 0 || colon < slash || IsName(rest[..slash], rest[(slash + 1)..colon])) ? ReadCompact(rest, colon, ref problem) : ReadHost(rest, slash, ref problem);
    }

    private static DrsUri? ReadCompact(string rest, int colon, ref string? problem)
    {
        var parts = rest[..colon].Split('/');
        if (HostName().IsMatch(parts[^1]) && !CompactPrefix().IsMatch(parts[^1]) && Port().IsMatch(rest[(colon + 1)..]))
        {
            problem = $"\"{parts[^1]}\" has a port, and that is for this machine only";
            return null;
        }

        return parts.Length <= 2 && Array.TrueForAll(parts, part => CompactName().IsMatch(part))
            ? Made(rest[(colon + 1)..], id => new DrsUri(null, parts.Length == 2 ? parts[0] : null, parts[^1], id))
            : null;
    }

    private static DrsUri? ReadHost(string rest, int slash, ref string? problem)
    {
        if (slash <= 0)
        {
            return null;
        }

        var authority = rest[..slash];
        if (CompactPrefix().IsMatch(authority))
        {
            // A slash where a colon is meant, as it is found in the wild.
            return Made(rest[(slash + 1)..], id => ForPrefix(authority, id));
        }

        if (!HostName().IsMatch(authority))
        {
            problem = $"\"{authority}\" is no host";
            return null;
        }

        return Made(rest[(slash + 1)..], id => ForHost(authority, id));
    }

    // Before the colon stand provider and namespace; a dotted host before the slash means an id that holds a colon.
    private static bool IsName(string provider, string prefix) =>
        !provider.Contains('.', StringComparison.Ordinal) && CompactName().IsMatch(prefix);

    private static DrsUri? Made(string encoded, Func<string, DrsUri> make) =>
        Uri.UnescapeDataString(encoded) is var id && string.IsNullOrWhiteSpace(id) ? null : make(id);

    [GeneratedRegex(@"^(?<host>(localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]{1,5})?)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex LocalHost();

    [GeneratedRegex("^(dg|drs)\\.[0-9a-z-]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex CompactPrefix();

    [GeneratedRegex("^[0-9]{1,5}/", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Port();

    [GeneratedRegex("^[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex CompactName();

    [GeneratedRegex(@"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex HostName();
}
