using System.Globalization;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Tower;

public partial class RunLogs
{
    private static readonly string[] TaskFiles = [".command.err", ".command.out", ".command.log"];

    /// <summary>Writes a run's log, the files that it offers, and the logs of every task that failed below
    /// <c>folder/workflowId</c>. Calling it again writes the same files anew; each appears whole, and what was begun is removed when the call ends early.</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="folder">The folder; made where it does not exist.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DiskFullException">There is no room.</exception>
    public virtual async Task<CollectedLogs> CollectAsync(string workflowId, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var home = Path.Combine(Path.GetFullPath(folder), FileNameOf(workflowId));
        var missing = new List<string>();
        var files = new List<string> { await WriteLogAsync(workflowId, Path.Combine(home, "run.log"), cancellationToken).ConfigureAwait(false) };
        foreach (var offered in (await _client.GetLogAsync(workflowId, null, null, cancellationToken).ConfigureAwait(false)).Downloads)
        {
            if (offered.FileName is { Length: > 0 } name)
            {
                var path = Path.Combine(home, FileNameOf(offered.SaveName ?? name));
                await AddAsync(files, missing, path, name, token => _client.OpenRunFileAsync(workflowId, name, token), cancellationToken).ConfigureAwait(false);
            }
        }

        var tasks = new List<FailedTask>();
        await foreach (var task in _client.ListTasksAsync(workflowId, null, cancellationToken).ConfigureAwait(false))
        {
            if (task.Status == WorkflowTaskStatus.Failed)
            {
                tasks.Add(await CollectAsync(workflowId, task, home, missing, cancellationToken).ConfigureAwait(false));
            }
        }

        return new CollectedLogs { WorkflowId = workflowId, Folder = home, RunFiles = files, FailedTasks = tasks, Missing = missing };
    }

    private async Task<FailedTask> CollectAsync(string workflowId, WorkflowTask task, string home, List<string> missing, CancellationToken cancellationToken)
    {
        var number = task.TaskId.ToString(CultureInfo.InvariantCulture);
        var files = new List<string>();
        foreach (var name in TaskFiles)
        {
            // Without the dot that hides them: people look for these files.
            var path = Path.Combine(home, "tasks", number, name[1..]);
            await AddAsync(files, missing, path, $"{number}/{name}", token => _client.OpenTaskFileAsync(workflowId, task.TaskId, name, token), cancellationToken)
                .ConfigureAwait(false);
        }

        return new FailedTask { TaskId = task.TaskId, Name = task.Name, ExitStatus = task.ExitStatus, WorkDir = task.Workdir, Files = files };
    }

    private static async Task AddAsync(
        List<string> files, List<string> missing, string path, string name, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellationToken)
    {
        try
        {
            var source = await open(cancellationToken).ConfigureAwait(false);
            await using var closing = source.ConfigureAwait(false);
            await WriteAsync(path, file => source.CopyToAsync(file, cancellationToken)).ConfigureAwait(false);
            files.Add(path);
        }
        catch (ApiException refused) when (refused is AccessDeniedException { Error.Status: 403 } or NotFoundException or InvalidRequestException)
        {
            missing.Add(name);
        }
    }

    private async Task<string> WriteLogAsync(string workflowId, string path, CancellationToken cancellationToken)
    {
        await WriteAsync(path, async file =>
        {
            var writer = new StreamWriter(file, leaveOpen: true) { NewLine = "\n" };
            await using var closing = writer.ConfigureAwait(false);
            await foreach (var line in _client.ReadLogAsync(workflowId, cancellationToken).ConfigureAwait(false))
            {
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return path;
    }

    private static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        try
        {
            var file = File.Create(part);
            await using (file.ConfigureAwait(false))
            {
                await write(file).ConfigureAwait(false);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(part);
            if (e is IOException full && DiskFault.IsFull(full))
            {
                throw DiskFault.Explain(path, null, full);
            }

            throw;
        }
    }

    private static string FileNameOf(string name) => Path.GetFileName(name) is { Length: > 0 } bare and not "." and not ".."
        ? bare
        : throw new ArgumentException($"'{name}' can't be the name of a file.", nameof(name));
}
