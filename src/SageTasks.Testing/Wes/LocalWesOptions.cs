namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalWes"/> can be told.</summary>
/// <remarks>Where neither <see cref="LocalPlatformOptions.Token"/> nor <see cref="RequiresToken"/> is set, everyone may ask everything.</remarks>
public sealed record LocalWesOptions : LocalPlatformOptions
{
    /// <summary>Which server it behaves like.</summary>
    public LocalWesPersonality Personality { get; init; } = LocalWesPersonality.Spec;

    /// <summary>Whether runs are only played: each is <see cref="LocalWesState.Running"/> at once, whatever its workflow type, and stays so until
    /// <see cref="LocalWes.SetState(string, string)"/> says otherwise.</summary>
    public bool IsScripted { get; init; }

    /// <summary>Whether requests must carry <c>Authorization: Bearer TOKEN</c>, with a random token where none is given.</summary>
    public bool RequiresToken { get; init; }

    /// <summary>How many runs are executed at once; the rest waits as queued.</summary>
    public int ConcurrentRuns { get; init; } = Environment.ProcessorCount;

    /// <summary>The TES that executes workflows of the type <c>SHELL</c>, each as one task; null lets this server execute them. Other types are
    /// always executed here.</summary>
    public LocalWesTes? Tes { get; init; }

    /// <summary>How many runs or tasks a page of a list shows where the client does not say.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>How many runs or tasks a page shows at the most, whatever the client says.</summary>
    public int MaxPageSize { get; init; } = 1000;

    /// <summary>Whether <c>POST /runs</c> answers 500 although the run was stored, as NGS360's service does when its back end refuses the run.</summary>
    public bool FailsAfterStoring { get; init; }

    internal bool RequiresBearer => RequiresToken || Token is not null;
}
