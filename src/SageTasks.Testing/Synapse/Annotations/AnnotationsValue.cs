namespace SageTasks.Testing.Synapse;

/// <summary>The values of one annotation, all of one type, as text.</summary>
internal sealed record AnnotationsValue
{
    public string? Type { get; init; }

    public IReadOnlyList<string>? Value { get; init; }
}
