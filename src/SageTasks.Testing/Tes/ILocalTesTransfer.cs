namespace SageTasks.Testing;

/// <summary>Brings in inputs and takes away outputs whose locations a <see cref="LocalTes"/> does not know itself: all but <c>file</c>, <c>http</c> and <c>https</c>.</summary>
public interface ILocalTesTransfer
{
    /// <summary>Brings an input to a path of this machine.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="path">Where it goes; the folder above is there.</param>
    /// <param name="isDirectory">Whether it is a folder with all that is in it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">This kind of location is unknown. Like any other exception it ends the task with <c>SYSTEM_ERROR</c>.</exception>
    Task DownloadAsync(string url, string path, bool isDirectory, CancellationToken cancellationToken = default);

    /// <summary>Takes an output, always a single file, to where it belongs.</summary>
    /// <param name="path">The file on this machine.</param>
    /// <param name="url">Where it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">This kind of location is unknown. Like any other exception it ends the task with <c>SYSTEM_ERROR</c>.</exception>
    Task UploadAsync(string path, string url, CancellationToken cancellationToken = default);
}
