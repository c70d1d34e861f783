namespace SageTasks.Runs;

/// <summary>A request whose names, revision and defaults are resolved, so that it can be compared and sent.</summary>
/// <typeparam name="TRequest">The platform's request record.</typeparam>
public sealed record PreparedRun<TRequest>
{
    /// <summary>The request, resolved.</summary>
    public required TRequest Request { get; init; }

    /// <summary>The logical service and workspace or project that the run belongs to, aliases folded,
    /// such as <c>tower:api.cloud.seqera.io/workspaces/123</c>. Part of the key.</summary>
    public required string Service { get; init; }

    /// <summary>Values that the platform or the pipeline fills in where the request gives none, in the shape of the canonical form.
    /// A stored request that differs only by these is the same request.</summary>
    public CanonicalRequest? DeclaredDefaults { get; init; }

    /// <summary>What the platform will do otherwise than asked, one sentence each; empty where nothing. Told in the submission's evidence.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
