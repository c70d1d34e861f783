namespace SageTasks.Runs;

/// <summary>The canonical form of a piece of work and the key computed from it.</summary>
public sealed record SubmissionForm
{
    /// <summary>The version of the form, its first field. A new version is announced, and look-ups try the older ones for one major version.</summary>
    public const string Version = "sagetasks/1";

    /// <summary>The key: SHA-256 of <see cref="Text"/> in UTF-8.</summary>
    public required SubmissionKey Key { get; init; }

    /// <summary>The form as canonical JSON. Secrets stand in it as keyed hashes only.</summary>
    public required string Text { get; init; }

    /// <summary>Whether every input that the caller named is identified by its content.</summary>
    public required InputIdentity InputIdentity { get; init; }

    /// <summary>The form as lines of <c>pointer = value</c>, ordered, for a person or a diff tool to compare.</summary>
    public IReadOnlyList<string> ToLines() => [.. JsonLeaves.Of(CanonicalJson.Parse(Text)).Select(leaf => $"{leaf.Pointer} = {leaf.Value}")];

    /// <inheritdoc/>
    public override string ToString() => $"{Key} {Text}";
}
