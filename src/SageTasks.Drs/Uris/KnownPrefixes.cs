using System.Collections.Frozen;

namespace SageTasks.Drs;

/// <summary>The prefixes in everyday use, so that they are found without a registry.</summary>
internal static class KnownPrefixes
{
    private static readonly FrozenDictionary<string, string> Hosts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dg.4503"] = "gen3.biodatacatalyst.nhlbi.nih.gov",
        ["dg.anv0"] = "data.terra.bio",
        ["drs.anv0"] = "data.terra.bio",
        ["dg.4dfc"] = "nci-crdc.datacommons.io",
        ["dg.f82a1a"] = "data.kidsfirstdrc.org",
    }.ToFrozenDictionary();

    public static string? HostOf(string prefix) => Hosts.GetValueOrDefault(prefix);
}
