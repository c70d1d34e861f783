namespace SageTasks.Testing.Synapse;

/// <summary>The classes of file handles on the wire.</summary>
internal static class FileHandleTypes
{
    public const string S3 = Prefix + "S3FileHandle";
    public const string GoogleCloud = Prefix + "GoogleCloudFileHandle";
    public const string External = Prefix + "ExternalFileHandle";
    public const string ExternalObjectStore = Prefix + "ExternalObjectStoreFileHandle";
    public const string Proxy = Prefix + "ProxyFileHandle";

    private const string Prefix = "org.sagebionetworks.repo.model.file.";
}
