namespace SageTasks.Testing.AzureBlob;

/// <summary>Ends an operation with an error.</summary>
internal sealed class AzureRefusal(AzureError error) : Exception($"{error.Status} {error.Code}")
{
    public AzureError Error { get; } = error;
}
