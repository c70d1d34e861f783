namespace SageTasks.Runs;

/// <summary>What a server is asked to search for.</summary>
/// <param name="Value">The text, or the value of the tag.</param>
/// <param name="Tag">The tag; null where the server searches by text.</param>
internal sealed record SearchTerm(string Value, string? Tag = null)
{
    /// <summary>A term of the same kind that no run has.</summary>
    public SearchTerm Impossible() => this with { Value = $"no-{Guid.NewGuid():N}" };
}
