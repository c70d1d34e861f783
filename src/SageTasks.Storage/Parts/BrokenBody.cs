namespace SageTasks.Storage;

/// <summary>Tells a body that broke off, whose rest can be asked for, from failures that stay.</summary>
internal static class BrokenBody
{
    public static bool Is(Exception e, CancellationToken cancellationToken) => e switch
    {
        TransferException or FileNotFoundException or DirectoryNotFoundException => false,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        IOException or HttpRequestException or TimeoutException => true,
        _ => false,
    };
}
