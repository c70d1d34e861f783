namespace SageTasks.Synapse;

/// <summary>Bytes in a Google Cloud bucket that Synapse can sign addresses for.</summary>
public sealed record GoogleCloudFileHandle() : CloudFileHandle(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.GoogleCloudFileHandle";
}
