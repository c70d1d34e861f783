using System.Text.Json.Serialization.Metadata;
using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    private const int Accepted = 202;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks after a job until it is done.</summary>
    internal async Task<T> WaitAsync<T>(
        Func<CancellationToken, Task<AsyncJob<T>>> ask, TimeSpan? stallTimeout, CancellationToken cancellationToken)
        where T : class
    {
        var (pause, limit, since, seen) = (Min(FirstPause, _options.JobPollInterval), stallTimeout ?? _options.JobStallTimeout, Time.GetTimestamp(), default((long?, string?)));
        while (true)
        {
            var job = await ask(cancellationToken).ConfigureAwait(false);
            if (job.Result is { } result)
            {
                return result;
            }

            var now = (job.Status?.ProgressCurrent, job.Status?.ProgressMessage);
            if (now != seen)
            {
                (seen, since) = (now, Time.GetTimestamp());
            }
            else if (Time.GetElapsedTime(since) > limit)
            {
                throw new TimeoutException(
                    $"Synapse's job {job.Status?.JobId} has made no progress for {limit} ({job.Status?.ProgressMessage ?? "no message"}). " +
                    "It may still end: calling again later is safe. Set a longer JobStallTimeout for large tables.");
            }

            await Task.Delay(pause, Time, cancellationToken).ConfigureAwait(false);
            pause = Min(pause * 1.5, _options.JobPollInterval);
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private async Task<AsyncJob<T>> GetJobAsync<T>(RequestPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = await _repo.SendAsync(
            new ApiRequest { Method = HttpMethod.Get, Path = path, Safety = RequestSafety.Safe }, cancellationToken).ConfigureAwait(false);
        return answer.Status == Accepted
            ? new AsyncJob<T> { Status = answer.Read(SynapseJson.Default.AsyncJobStatus) }
            : new AsyncJob<T> { Result = answer.Read(type) };
    }

    private static IAsyncEnumerable<T> DrainAsync<T>(
        int pageSize, Func<long, CancellationToken, Task<PaginatedResults<T>>> readPage, CancellationToken cancellationToken) =>
        OffsetPages.ReadAsync(
            async (offset, token) => new OffsetPage<T> { Items = (await readPage(offset, token).ConfigureAwait(false)).Results },
            new PagingOptions { PageSize = pageSize },
            cancellationToken);
}
