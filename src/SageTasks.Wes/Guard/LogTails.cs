using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>The last lines of a run's logs, without reading a long log into memory.</summary>
internal sealed class LogTails(WesClient client)
{
    public async Task<IReadOnlyList<string>> ReadAsync(string runId, WesRun run, int lines, CancellationToken cancellationToken)
    {
        var said = await LinesAsync(runId, run.RunLog?.Stderr, cancellationToken).ConfigureAwait(false);
        if (said.Count == 0)
        {
            said = await LinesAsync(runId, run.RunLog?.Stdout, cancellationToken).ConfigureAwait(false);
        }

        return [.. (run.RunLog?.SystemLogs ?? []).Concat(said).TakeLast(lines)];
    }

    private async Task<IReadOnlyList<string>> LinesAsync(string runId, string? log, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(log))
        {
            return [];
        }

        if (!LogAddress.IsAddress(log))
        {
            return StreamTail.Lines(log);
        }

        try
        {
            var stream = await client.OpenAsync(runId, log, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return await StreamTail.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception unreadable) when (!cancellationToken.IsCancellationRequested)
        {
            // A tail is for an error message; where it cannot be read, the address still tells where to look.
            return [$"(log: {Redaction.Text(log)}, which could not be read: {Redaction.Text(unreadable.Message)})"];
        }
    }
}
