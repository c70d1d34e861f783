using System.Runtime.CompilerServices;
using SageTasks.Http;
using static SageTasks.Tower.TowerJson;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>One page of a run's log (<c>GET /workflow/{workflowId}/log</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="next">A page's <see cref="LogPage.ForwardToken"/>; null for the first page.</param>
    /// <param name="maxLength">The most to answer, in bytes; null leaves it to the server.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<LogPage> GetLogAsync(
        string workflowId, string? next = null, int? maxLength = null, CancellationToken cancellationToken = default) =>
        (await GetAsync(
            RequestPath.Of($"/workflow/{workflowId}/log").Query("next", next).Query("maxLength", maxLength), Default.LogAnswer, cancellationToken)
            .ConfigureAwait(false)).Log ?? new LogPage();

    /// <summary>One page of a task's log (<c>GET /workflow/{workflowId}/log/{taskId}</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="taskId">The task's number.</param>
    /// <param name="next">A page's <see cref="LogPage.ForwardToken"/>; null for the first page.</param>
    /// <param name="maxLength">The most to answer, in bytes; null leaves it to the server.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<LogPage> GetTaskLogAsync(
        string workflowId, long taskId, string? next = null, int? maxLength = null, CancellationToken cancellationToken = default) =>
        (await GetAsync(
            RequestPath.Of($"/workflow/{workflowId}/log/{taskId}").Query("next", next).Query("maxLength", maxLength), Default.LogAnswer, cancellationToken)
            .ConfigureAwait(false)).Log ?? new LogPage();

    /// <summary>The lines of a run's log as far as it is written now, through all pages.</summary>
    public virtual IAsyncEnumerable<string> ReadLogAsync(string workflowId, CancellationToken cancellationToken = default) =>
        ReadPagesAsync((next, token) => GetLogAsync(workflowId, next, null, token), cancellationToken);

    /// <summary>The lines of a task's log as far as it is written now, through all pages.</summary>
    public virtual IAsyncEnumerable<string> ReadTaskLogAsync(string workflowId, long taskId, CancellationToken cancellationToken = default) =>
        ReadPagesAsync((next, token) => GetTaskLogAsync(workflowId, taskId, next, null, token), cancellationToken);

    /// <summary>A file of a run, as a stream that the caller disposes (<c>GET /workflow/{workflowId}/download</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="fileName">A <see cref="LogDownload.FileName"/>: <c>nf-{id}.txt</c> (output), <c>nf-{id}.log</c>, <c>timeline-{id}.html</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual Task<Stream> OpenRunFileAsync(string workflowId, string fileName, CancellationToken cancellationToken = default) =>
        OpenAsync(RequestPath.Of($"/workflow/{workflowId}/download").Query("fileName", fileName), cancellationToken);

    /// <summary>A file of a task, as a stream that the caller disposes (<c>GET /workflow/{workflowId}/download/{taskId}</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="taskId">The task's number.</param>
    /// <param name="fileName"><c>.command.out</c>, <c>.command.err</c>, <c>.command.log</c> or <c>.fusion.log</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual Task<Stream> OpenTaskFileAsync(string workflowId, long taskId, string fileName, CancellationToken cancellationToken = default) =>
        OpenAsync(RequestPath.Of($"/workflow/{workflowId}/download/{taskId}").Query("fileName", fileName), cancellationToken);

    private async Task<Stream> OpenAsync(RequestPath path, CancellationToken cancellationToken)
    {
        var answer = await _api.OpenAsync(
            new ApiRequest { Safety = RequestSafety.Safe, Path = await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false) },
            cancellationToken).ConfigureAwait(false);
        return new AnswerStream(answer);
    }

    private static async IAsyncEnumerable<string> ReadPagesAsync(
        Func<string?, CancellationToken, Task<LogPage>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        while (true)
        {
            var page = await read(next, cancellationToken).ConfigureAwait(false);
            foreach (var line in page.Entries)
            {
                yield return line;
            }

            // A token is given for a live log's end too; without new lines, or with the same token, this is the end for now.
            if (string.IsNullOrEmpty(page.ForwardToken) || page.Entries.Count == 0 || string.Equals(page.ForwardToken, next, StringComparison.Ordinal))
            {
                yield break;
            }

            next = page.ForwardToken;
        }
    }
}
