using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Cancellation;

/// <summary>A folder in Synapse and one on the disk that nobody else uses.</summary>
internal sealed record Scene(World World, string Name, SynapseId Folder)
{
    /// <summary>An entity, queue or submission that the task works on.</summary>
    public string Subject { get; init; } = "";

    public string Local => World.PathOf(Name);

    public SynapseClient Connect(HttpMessageHandler? handler) => World.ClientOf(World.Server, World.Server.Token, handler);

    /// <summary>Different in every scene, as the server knows bytes that were uploaded before.</summary>
    public byte[] Bytes(int part = 0) => World.Bytes(1000, seed: (Name, part).GetHashCode());

    public async Task<IReadOnlyList<EntityHeader>> ChildrenAsync(SynapseId? parent = null) =>
        await World.Client.GetChildrenAsync(parent ?? Folder).OrderBy(child => child.Name, StringComparer.Ordinal).ToListAsync();

    /// <summary>Visible files below the local folder. Hidden ones hold what an interrupted transfer goes on with.</summary>
    public IEnumerable<string> Visible() => Files().Where(file => !Path.GetFileName(file).StartsWith('.'));

    public string[] Files() => Directory.Exists(Local) ? [.. Directory.GetFiles(Local, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
}
