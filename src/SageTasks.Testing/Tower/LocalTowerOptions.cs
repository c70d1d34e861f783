namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalTower"/> can be told.</summary>
public sealed record LocalTowerOptions : LocalPlatformOptions
{
    /// <summary>The name of the user whose token <see cref="LocalPlatformOptions.Token"/> is; an owner of everything.</summary>
    public string UserName { get; init; } = "sage";

    /// <summary>The organisation that is there from the start.</summary>
    public string Organization { get; init; } = "sage";

    /// <summary>The workspace that is there from the start, with a primary compute environment named <c>local</c>.</summary>
    public string Workspace { get; init; } = "local";

    /// <summary>How many runs an organisation keeps, as Tower does: older ones that have ended vanish. Null keeps all.</summary>
    public int? RunHistory { get; init; } = 250;

    /// <summary>Requests per second and token that are let through before 429; Tower's own limit is 20. Null: no limit.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>
    /// Whether runs that were under way when the process died go on when it starts again, as they would on a cluster that did not die
    /// with it. Otherwise they are <c>UNKNOWN</c>: their head job is lost.
    /// </summary>
    public bool ResumeInterruptedRuns { get; init; } = true;

    /// <summary>How many tasks of all pipelines run at once; the rest waits as submitted.</summary>
    public int Cpus { get; init; } = Environment.ProcessorCount;

    /// <summary>How many labels a workspace holds.</summary>
    public int LabelLimit { get; init; } = 1000;

    /// <summary>How many datasets a workspace holds.</summary>
    public int DatasetLimit { get; init; } = 1000;

    /// <summary>The longest parameter text, in characters, that a launch may carry.</summary>
    public int ParamsTextLimit { get; init; } = 102_400;

    /// <summary>The longest configuration text, in characters, that a launch may carry.</summary>
    public int ConfigTextLimit { get; init; } = 204_800;
}
