namespace SageTasks.Testing.Drs;

/// <summary>An address with the headers that have to go with it, each as <c>Name: value</c>.</summary>
internal sealed record AccessUrl
{
    public string? Url { get; init; }

    public IReadOnlyList<string>? Headers { get; init; }
}
