namespace SageTasks.Runs;

/// <summary>What makes two requests the same work, where the default is not what the caller means.
/// Pointers are JSON pointers (RFC 6901) into the parameters, such as <c>/outdir</c>.</summary>
public sealed record KeyOptions
{
    /// <summary>The default: every parameter counts, nothing is secret.</summary>
    public static KeyOptions Default { get; } = new();

    /// <summary>Parameters that do not change the work. They are left out of the key and of every comparison.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Parameters whose values must not be shown: they enter as a keyed hash, in the key and in every comparison.
    /// A pointer at which the request has nothing is refused: it would leave a secret in sight.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Names of optional fields of the platform that shall count, such as <c>computeEnvId</c> or <c>workDir</c>.</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>The same options, with more parameters ignored.</summary>
    public KeyOptions Ignore(params string[] pointers) => this with { Ignored = [.. Ignored, .. pointers] };

    /// <summary>The same options, with more parameters kept secret.</summary>
    public KeyOptions Secret(params string[] pointers) => this with { Secrets = [.. Secrets, .. pointers] };

    /// <summary>The same options, with more of the platform's optional fields counted.</summary>
    public KeyOptions Include(params string[] fields) => this with { Included = [.. Included, .. fields] };
}
