using System.Runtime.CompilerServices;
using SageTasks.Http;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    private const int FoldersAtOnce = 8;

    /// <summary>All files and folders below a project or folder, folder by folder, each once (<c>GET /files</c>): one request for each folder and
    /// 100 files. Several folders are read at the same time, as fast as the rate limit allows.</summary>
    /// <param name="start">The project, or the folder to start below.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <exception cref="ArgumentException">Neither or both of project and parent are given; nothing was sent.</exception>
    /// <exception cref="PagingException">A folder can't be read completely.</exception>
    public virtual IAsyncEnumerable<WalkedFile> WalkFilesAsync(FileQuery start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        RequireOne(start.Project, start.Parent, nameof(start));
        return start is { Names.Count: 0, Tags.Count: 0, Metadata.Count: 0, OriginTask: null }
            ? WalkAsync(new FileQuery { Project = start.Project, Parent = start.Parent }, cancellationToken)
            : throw new ArgumentException($"{nameof(start)}: a filter would leave out the folders that files lie in. Filter what comes. Nothing was sent.", nameof(start));
    }

    private async IAsyncEnumerable<WalkedFile> WalkAsync(FileQuery start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<(FileQuery Folder, string Path)>([(start, string.Empty)]);
        var reading = new Queue<Task<List<WalkedFile>>>();
        try
        {
            while (waiting.Count > 0 || reading.Count > 0)
            {
                while (reading.Count < FoldersAtOnce && waiting.TryDequeue(out var next))
                {
                    reading.Enqueue(ReadFolderAsync(next.Folder, next.Path, stop.Token));
                }

                var rows = await reading.Peek().ConfigureAwait(false);
                _ = reading.Dequeue();
                foreach (var row in rows.Where(row => seen.Add(row.File.Id)))
                {
                    if (row.File.Type == CavaticaFileType.Folder)
                    {
                        waiting.Enqueue((new FileQuery { Parent = row.File.Id }, row.Path + "/"));
                    }

                    yield return row;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(reading)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<WalkedFile>> ReadFolderAsync(FileQuery folder, string path, CancellationToken cancellationToken)
    {
        var rows = new List<WalkedFile>();
        await foreach (var file in ListFilesAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(new WalkedFile { File = file, Path = path + file.Name });
        }

        return rows;
    }
}
