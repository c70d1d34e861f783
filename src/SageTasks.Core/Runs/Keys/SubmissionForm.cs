namespace SageTasks.Runs;

/// <summary>The canonical form of a piece of work and the key computed from it.</summary>
public sealed record SubmissionForm
{
    /// <summary>The version of the form, its first field. A new version is announced, and look-ups try the older ones for one major version.</summary>
    public const string Version = "sagetasks/1";

    /// <summary>The key: SHA-256 of <see cref="Text"/> in UTF-8.</summary>
    public required SubmissionKey Key { get; init; }

    /// <summary>The form as canonical JSON. Parameters that were said to be secret stand in it as keyed hashes; what nobody said is as it was given, so that
    /// <see cref="WithoutSecrets"/> is what to show and to keep.</summary>
    public required string Text { get; init; }

    /// <summary>Whether every input that the caller named is identified by its content.</summary>
    public required InputIdentity InputIdentity { get; init; }

    /// <summary>The form as it may be shown: values under a name that means a secret (<c>DB_PASSWORD</c>, <c>api_key</c>), at any depth, and secrets that can be
    /// recognised inside other texts, are <see cref="Http.Redaction.Mark"/>. The key stays, which is that of the form before.</summary>
    public SubmissionForm WithoutSecrets()
    {
        var form = CanonicalJson.Parse(Text);
        ShownValues.Redact(form);
        return this with { Text = CanonicalJson.Write(form) };
    }

    /// <summary>The form without secrets as lines of <c>pointer = value</c>, ordered, for a person or a diff tool to compare.</summary>
    public IReadOnlyList<string> ToLines() => [.. JsonLeaves.Of(CanonicalJson.Parse(WithoutSecrets().Text)).Select(leaf => $"{leaf.Pointer} = {leaf.Value}")];

    /// <summary>The key and the form without secrets.</summary>
    public override string ToString() => $"{Key} {WithoutSecrets().Text}";
}
