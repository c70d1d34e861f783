namespace SageTasks.Testing.AzureBlob;

/// <summary>Where a copied blob came from.</summary>
/// <param name="Id">The copy's id.</param>
/// <param name="Source">The address, without its signature.</param>
/// <param name="Completed">When it was done.</param>
internal sealed record CopyDocument(string Id, string Source, DateTimeOffset Completed);
