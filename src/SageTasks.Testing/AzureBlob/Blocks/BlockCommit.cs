namespace SageTasks.Testing.AzureBlob;

/// <summary>What the journal says about a block that came.</summary>
internal sealed record BlockCommit(string Id, long Size);
