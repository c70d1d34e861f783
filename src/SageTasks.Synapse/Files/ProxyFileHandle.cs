namespace SageTasks.Synapse;

/// <summary>Bytes behind a proxy.</summary>
public sealed record ProxyFileHandle() : FileHandle(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.ProxyFileHandle";

    /// <summary>The path that the proxy knows.</summary>
    public string? FilePath { get; init; }
}
