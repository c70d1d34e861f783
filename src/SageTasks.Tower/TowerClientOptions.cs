using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Where Tower is and who is asking. What is null here is taken from the environment variables that Tower's own tools use.</summary>
public sealed class TowerClientOptions
{
    /// <summary>The address of Seqera Cloud's API.</summary>
    public static readonly Uri CloudEndpoint = new("https://api.cloud.seqera.io");

    /// <summary>The access token.</summary>
    /// <value>null: <c>TOWER_ACCESS_TOKEN</c>.</value>
    public string? Token { get; set; }

    /// <summary>Answers the access token of the moment, where it is renewed; used instead of <see cref="Token"/>.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>The address of the API. An Enterprise installation's ends with <c>/api</c>.</summary>
    /// <value>null: <c>TOWER_API_ENDPOINT</c>, else <see cref="CloudEndpoint"/>.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The workspace's numeric id. Give this or <see cref="Workspace"/>.</summary>
    /// <value>null: <c>TOWER_WORKSPACE_ID</c>, else the personal workspace.</value>
    public long? WorkspaceId { get; set; }

    /// <summary>The workspace as <c>Organisation/Workspace</c>, upper and lower case alike; looked up once.</summary>
    public string? Workspace { get; set; }

    /// <summary>Uses the older form of the dataset endpoints (<c>/workspaces/{workspaceId}/datasets</c>), for Enterprise servers that lack the newer one.</summary>
    public bool OlderDatasets { get; set; }

    /// <summary>Retries, limits and connections.</summary>
    /// <value>Tower's published limit of 20 requests a second for one token.</value>
    public ApiOptions Http { get; set; } = new();
}
