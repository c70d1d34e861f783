namespace SageTasks.Tower;

/// <summary>A server and workspace under one name, however they are reached: part of every key.</summary>
internal static class TowerService
{
    private const string Cloud = "api.cloud.seqera.io";

    private static readonly HashSet<string> CloudAliases = new(StringComparer.OrdinalIgnoreCase)
    {
        Cloud, "api.tower.nf", "tower.nf", "cloud.seqera.io",
    };

    public static bool IsCloud(Uri endpoint) => CloudAliases.Contains(endpoint.Host);

    public static string Name(Uri endpoint)
    {
        if (IsCloud(endpoint))
        {
            return Cloud;
        }

        var port = endpoint.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{endpoint.Port}");
        return endpoint.Host.ToLowerInvariant() + port;
    }
}
