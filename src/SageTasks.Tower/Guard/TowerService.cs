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

    /// <summary>The workspace, or the user whose personal one it is.</summary>
    public static async Task<string> PlaceAsync(TowerClient client, CancellationToken cancellationToken)
    {
        if (await client.GetWorkspaceIdAsync(cancellationToken).ConfigureAwait(false) is { } workspace)
        {
            return FormattableString.Invariant($"workspaces/{workspace}");
        }

        var user = await client.GetUserInfoAsync(cancellationToken).ConfigureAwait(false);
        return FormattableString.Invariant($"users/{user.User.Id}");
    }
}
