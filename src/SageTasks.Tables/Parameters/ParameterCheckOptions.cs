namespace SageTasks.Tables;

/// <summary>How parameters are checked against their schema.</summary>
public sealed record ParameterCheckOptions
{
    /// <summary>
    /// Whether a required parameter may be missing, since a profile (<c>-profile test</c>) or a configuration supplies it. It is
    /// then a warning.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowMissing { get; init; }

    /// <summary>The names of parameters at the top whose values must not be shown in violations.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
