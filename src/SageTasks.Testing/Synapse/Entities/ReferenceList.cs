namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /entity/header</c>.</summary>
internal sealed record ReferenceList
{
    public IReadOnlyList<Reference>? References { get; init; }
}
