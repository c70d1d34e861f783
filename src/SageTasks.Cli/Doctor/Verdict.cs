namespace SageTasks.Cli;

/// <summary>How something is that was checked.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Nothing is configured, so nothing was asked.</summary>
    Skipped,

    /// <summary>It works, but not as well as it should.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}
