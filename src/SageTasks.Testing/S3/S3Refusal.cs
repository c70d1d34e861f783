namespace SageTasks.Testing.S3;

/// <summary>Ends an operation with an error.</summary>
internal sealed class S3Refusal(S3Error error) : Exception($"{error.Status} {error.Code}")
{
    public S3Error Error { get; } = error;
}
