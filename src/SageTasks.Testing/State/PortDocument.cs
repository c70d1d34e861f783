namespace SageTasks.Testing;

/// <summary>A port that is kept.</summary>
internal sealed record PortDocument(string Id, int Port);
