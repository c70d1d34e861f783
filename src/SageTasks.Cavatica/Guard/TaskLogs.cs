using System.Text;
using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>The last words of a task: what the platform says about it, and the end of the error log of each job that failed.</summary>
internal sealed class TaskLogs(CavaticaClient client)
{
    private const int MostJobs = 3;

    public async Task<IReadOnlyList<string>> ReadTailAsync(string taskId, int lines, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        var task = await client.GetTaskAsync(taskId, cancellationToken).ConfigureAwait(false);
        var words = new List<string>(Problems.Lines(task.Errors));
        if (task.ExecutionStatus?.Message is { Length: > 0 } message)
        {
            words.Add(message);
        }

        if (task.Batch == true)
        {
            await foreach (var child in client.ListBatchChildrenAsync(taskId, cancellationToken).ConfigureAwait(false))
            {
                words.AddRange(child.Status == CavaticaTaskStatus.Failed ? [$"{child.Name}: {child.ExecutionStatus?.Message ?? "failed"}"] : []);
            }
        }
        else if (TaskSnapshots.State(task.Status).IsTerminal)
        {
            await AddJobsAsync(taskId, words, cancellationToken).ConfigureAwait(false);
        }

        return [.. words.TakeLast(lines)];
    }

    private async Task AddJobsAsync(string taskId, List<string> words, CancellationToken cancellationToken)
    {
        try
        {
            var details = await client.GetExecutionDetailsAsync(taskId, cancellationToken).ConfigureAwait(false);
            foreach (var job in details.Jobs.Where(job => string.Equals(job.Status, "FAILED", StringComparison.OrdinalIgnoreCase)).Take(MostJobs))
            {
                words.Add($"job {job.Name} failed: {job.CommandLine}");
                words.AddRange(await ErrorLogAsync(job.Logs, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (ApiException absent) when (absent is NotFoundException or InvalidRequestException or AccessDeniedException)
        {
            words.Add($"no details of the jobs: {absent.Message}");
        }
    }

    private async Task<IEnumerable<string>> ErrorLogAsync(JsonObject? logs, CancellationToken cancellationToken)
    {
        var log = logs?.FirstOrDefault(entry => entry.Key.Contains("err", StringComparison.OrdinalIgnoreCase)).Value;
        if (log is not JsonValue || log.ToString().TrimEnd('/').Split('/')[^1] is not { Length: > 0 } fileId)
        {
            return [];
        }

        var text = await client.ReadEndAsync(fileId, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
