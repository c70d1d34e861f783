using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing;

/// <summary>Runs the tasks of one run: folders as Nextflow has them, results taken over within a session, states for the API.</summary>
internal sealed class TaskRunner(TowerWorld world, RunRegistry runs, TowerRun run, SemaphoreSlim cpus, RunLog log)
{
    private const string ExitFile = ".exitcode";
    private const string RunFile = ".run";

    // The tasks of this very run before it was interrupted.
    private readonly IReadOnlyList<TaskDocument> _before = Interrupted(run);

    public async Task<string> RunAsync(PipelineTask task, Func<TaskContext, CancellationToken, Task> work, string workFolder, CancellationToken cancellationToken)
    {
        var hash = Hash(task);
        var folder = Path.Combine(workFolder, hash[..2], hash[2..]);
        var name = task.Tag is null ? task.Process : $"{task.Process} ({task.Tag})";
        var id = run.Tasks.Add(number => New(task, number, name, hash, folder)).TaskId;
        if (Finished(folder) is { } owner)
        {
            var status = owner == run.Document.Id ? TowerTaskStatus.Completed : TowerTaskStatus.Cached;
            var before = _before.FirstOrDefault(t => t.WorkDir == folder && t.Status == status);
            Change(id, t => before is not null
                ? before with { TaskId = t.TaskId }
                : t with { Status = status, Exit = 0, Start = t.Submit, Complete = t.Submit });
            Log(hash, status == TowerTaskStatus.Cached ? "Cached process" : "Submitted process", name);
            return folder;
        }

        await WaitForCpuAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            Log(hash, "Submitted process", name);
            return await ExecuteAsync(id, name, folder, task, work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            cpus.Release();
        }
    }

    private static IReadOnlyList<TaskDocument> Interrupted(TowerRun run)
    {
        var tasks = run.Tasks.All;
        run.Tasks.Load([]);
        return tasks;
    }

    private async Task WaitForCpuAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            await cpus.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Change(id, t => t with { Status = TowerTaskStatus.Aborted });
            throw;
        }
    }

    private async Task<string> ExecuteAsync(
        long id, string name, string folder, PipelineTask task, Func<TaskContext, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, RunFile), run.Document.Id, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, ".command.sh"), task.Script ?? $"# {name}\n", cancellationToken).ConfigureAwait(false);
        Change(id, t => t with { Status = TowerTaskStatus.Running, Start = world.Clock.Shown });
        try
        {
            var (output, error) = (Open(folder, ".command.out"), Open(folder, ".command.err"));
            await using (output.ConfigureAwait(false))
            await using (error.ConfigureAwait(false))
            {
                await work(new TaskContext(folder, output, error), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Change(id, t => t with { Status = TowerTaskStatus.Aborted, Complete = world.Clock.Shown });
            throw;
        }
        catch (Exception e)
        {
            Fail(id, folder, e);
            throw new PipelineTaskException(name, ExitCode(e), folder, e);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, ExitFile), "0", CancellationToken.None).ConfigureAwait(false);
        Change(id, t => t with { Status = TowerTaskStatus.Completed, Exit = 0, Complete = world.Clock.Shown });
        return folder;
    }

    private void Fail(long id, string folder, Exception e)
    {
        File.AppendAllText(Path.Combine(folder, ".command.err"), e is ProgramFailedException ? "" : e + "\n");
        File.WriteAllText(Path.Combine(folder, ExitFile), ExitCode(e).ToString(CultureInfo.InvariantCulture));
        Change(id, t => t with { Status = TowerTaskStatus.Failed, Exit = ExitCode(e), ErrorMessage = e.Message, Complete = world.Clock.Shown });
    }

    private static int ExitCode(Exception e) => e is ProgramFailedException failed ? failed.ExitCode : 1;

    private void Change(long id, Func<TaskDocument, TaskDocument> change)
    {
        run.Tasks.Change(id, change);
        runs.SaveTasks(run);
    }

    private void Log(string hash, string what, string name) => log.WriteLine($"[{hash[..2]}/{hash[2..8]}] {what} > {name}");

    private TaskDocument New(PipelineTask task, long number, string name, string hash, string folder) => new()
    {
        TaskId = number,
        Process = task.Process,
        Tag = task.Tag,
        Name = name,
        Status = TowerTaskStatus.Submitted,
        Hash = $"{hash[..2]}/{hash[2..8]}",
        WorkDir = folder,
        Script = task.Script,
        Container = task.Container,
        Cpus = task.Cpus,
        Memory = task.Memory,
        Submit = world.Clock.Shown,
    };

    private string Hash(PipelineTask task)
    {
        var identity = new StringBuilder();
        foreach (var part in (string?[])[run.Document.SessionId, run.Document.CommitId, task.Process, task.Tag, task.Script, task.Container, .. task.Inputs.Select(Identity)])
        {
            identity.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity.ToString())))[..32];
    }

    private static string Identity(string input)
    {
        var file = Path.IsPathRooted(input) ? new FileInfo(input) : null;
        return file is { Exists: true } ? string.Create(CultureInfo.InvariantCulture, $"{input}|{file.Length}|{file.LastWriteTimeUtc.Ticks}") : input;
    }

    private static string? Finished(string folder)
    {
        var (exit, owner) = (Path.Combine(folder, ExitFile), Path.Combine(folder, RunFile));
        return File.Exists(exit) && File.Exists(owner) && File.ReadAllText(exit) == "0" ? File.ReadAllText(owner) : null;
    }

    private static StreamWriter Open(string folder, string name) => new(Path.Combine(folder, name)) { AutoFlush = true };
}
