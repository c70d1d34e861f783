using System.Text.Json.Serialization;

namespace SageTasks.Tables;

/// <summary>What a schema has to say of the parameters of a run.</summary>
public sealed record ParameterReport
{
    /// <summary>Every violation.</summary>
    public IReadOnlyList<ParameterViolation> Violations { get; init; } = [];

    /// <summary>What does not make the parameters invalid but may surprise, such as one that the schema does not know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the parameters hold to their schema.</summary>
    [JsonIgnore]
    public bool IsValid => Violations.Count == 0;

    /// <summary>Refuses parameters that break their schema.</summary>
    /// <param name="pipeline">What the error calls the pipeline, such as <c>nf-core/rnaseq</c>.</param>
    /// <exception cref="ParameterValidationException">There are violations; it lists them all.</exception>
    public void ThrowIfInvalid(string? pipeline = null)
    {
        if (!IsValid)
        {
            throw new ParameterValidationException(this, pipeline);
        }
    }
}
