using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace SageTasks.Wes;

/// <summary>A version of a workflow in a tool registry (GA4GH TRS).</summary>
internal sealed partial record TrsAddress
{
    private const string Dockstore = "dockstore.org";

    /// <summary>The registry's base address, up to <c>/ga4gh/trs/v2</c>.</summary>
    public required Uri Registry { get; init; }

    public required string Id { get; init; }

    public required string Version { get; init; }

    /// <summary>The language; null where the address does not say.</summary>
    public string? Type { get; init; }

    /// <summary>Reads <c>trs://host/id/version[/type]</c> and the address of a version, its descriptor or its files.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrsAddress? address)
    {
        var match = Short().Match(text) is { Success: true } brief ? brief : Whole().Match(text);
        address = !match.Success ? null : new TrsAddress
        {
            Registry = new Uri(match.Groups["base"] is { Success: true } whole ? whole.Value : Base(match.Groups["host"].Value)),
            Id = Uri.UnescapeDataString(match.Groups["id"].Value),
            Version = Uri.UnescapeDataString(match.Groups["version"].Value),
            Type = match.Groups["type"] is { Success: true } type ? type.Value.Replace("PLAIN_", "", StringComparison.OrdinalIgnoreCase).Replace("PLAIN-", "", StringComparison.OrdinalIgnoreCase).ToUpperInvariant() : null,
        };
        return address is not null;
    }

    private static string Base(string host) => host.Equals(Dockstore, StringComparison.OrdinalIgnoreCase)
        ? $"https://{Dockstore}/api/ga4gh/trs/v2"
        : $"https://{host}/ga4gh/trs/v2";

    [GeneratedRegex(@"\Atrs://(?<host>[^/]+)/(?<id>[^/]+)/(?<version>[^/]+)(/(?<type>[^/]+))?/?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex Short();

    [GeneratedRegex(@"\A(?<base>https?://.+/ga4gh/trs/v2)/tools/(?<id>[^/]+)/versions/(?<version>[^/]+)(/(?<type>[^/]+)(/(descriptor|files)(/.*)?)?)?/?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex Whole();
}
