namespace SageTasks.Synapse;

/// <summary>Bytes in an S3 bucket that Synapse can sign addresses for.</summary>
public sealed record S3FileHandle() : CloudFileHandle(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.S3FileHandle";
}
