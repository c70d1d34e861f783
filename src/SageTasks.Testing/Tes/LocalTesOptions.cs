using System.Text.Json.Serialization;

namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalTes"/> can be told.</summary>
public sealed record LocalTesOptions : LocalPlatformOptions
{
    /// <summary>The server that it behaves like.</summary>
    public LocalTesPersonality Personality { get; init; }

    /// <summary>How tasks go without being executed; null executes them.</summary>
    public LocalTesSimulation? Simulation { get; init; }

    /// <summary>Whether a token is asked for, and what its user may see.</summary>
    public LocalTesAccess Access { get; init; }

    /// <summary>The name of the user whose token <see cref="LocalPlatformOptions.Token"/> is.</summary>
    public string UserName { get; init; } = "sage";

    /// <summary>The tenant of that user.</summary>
    public string Tenant { get; init; } = "sage";

    /// <summary>What the commands run in.</summary>
    public LocalTesSandbox Sandbox { get; init; }

    /// <summary>Origins whose pages may call the server from a browser (<c>https://portal.example</c>), besides those on this machine. Whoever may
    /// call it runs commands here.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init => field = value ?? []; } = [];

    /// <summary>How many tasks run at once; the rest waits in <c>QUEUED</c>.</summary>
    public int Cpus { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Folders of this machine that commands in bubblewrap may read beside the system's own (<c>/usr</c>, <c>/etc</c>, <c>/opt</c>, …), such
    /// as one with programs.
    /// </summary>
    public IReadOnlyList<string> ReadableFolders { get; init; } = [];

    /// <summary>Moves inputs and outputs of other schemes than <c>file</c>, <c>http</c> and <c>https</c>; null lets such tasks fail.</summary>
    [JsonIgnore]
    public ILocalTesTransfer? Transfer { get; init; }

    /// <summary>Whether the folders that tasks ran in stay, below <see cref="LocalTes.Folder"/>, to look into.</summary>
    public bool KeepTaskFolders { get; init; }

    /// <summary>
    /// The backend parameters that the server says it supports; it ignores their values, drops others with a warning, and refuses others of
    /// a task that is strict. <see cref="LocalTesPersonality.TesAzure"/> has its own.
    /// </summary>
    public IReadOnlyList<string> BackendParameters { get; init; } = [];
}
