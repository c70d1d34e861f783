namespace SageTasks.Runs;

/// <summary>A piece of work as pure data: the request and what pins it. It can be stored and submitted later, by any process,
/// with the same key.</summary>
/// <typeparam name="TRequest">The platform's request record.</typeparam>
public sealed record RunPlan<TRequest>
{
    /// <summary>What to run.</summary>
    public required TRequest Request { get; init; }

    /// <summary>What the inputs' bytes are. A name that is a JSON pointer into the parameters (<c>/input</c>) replaces that parameter's value,
    /// so that a sheet counts by its digest and not by its URL; any other name adds to the key.</summary>
    public IReadOnlyDictionary<string, ContentIdentity> Inputs { get; init; } = new Dictionary<string, ContentIdentity>(StringComparer.Ordinal);

    /// <summary>Makes otherwise equal work distinct, such as <c>2026-11-22</c> for "once per day"; null for "once".</summary>
    public string? Scope { get; init; }

    /// <summary>The caller's own identity of the work, instead of one computed from the request. The same own key with another request
    /// is a conflict.</summary>
    public string? OwnKey { get; init; }

    /// <summary>What counts as the same work.</summary>
    public KeyOptions KeyOptions { get; init; } = KeyOptions.Default;
}
