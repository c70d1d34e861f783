namespace SageTasks.Storage;

/// <summary>This round of a download cannot go on, but another one can. Never leaves the downloader.</summary>
internal sealed class RestartException(string reason, Exception? innerException = null) : Exception(reason, innerException)
{
    /// <summary>What has arrived is of no use.</summary>
    public bool Discard { get; init; }

    /// <summary>The source does not keep to ranges: read it in one stream.</summary>
    public bool SingleStream { get; init; }
}
