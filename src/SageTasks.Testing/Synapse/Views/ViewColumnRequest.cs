namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /column/view/scope/async/start</c>.</summary>
internal sealed record ViewColumnRequest
{
    public string? ConcreteType { get; init; }

    public ViewScope? ViewScope { get; init; }

    public bool? IncludeDerivedAnnotations { get; init; }

    public string? NextPageToken { get; init; }
}
