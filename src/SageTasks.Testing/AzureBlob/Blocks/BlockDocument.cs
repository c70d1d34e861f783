namespace SageTasks.Testing.AzureBlob;

/// <summary>A block that waits, as stored.</summary>
internal sealed record BlockDocument(string Container, string Blob, string Id, StoredBytes Bytes);
