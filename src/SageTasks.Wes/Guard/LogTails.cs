using System.Text;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>The last lines of a run's logs, without reading a long log into memory.</summary>
internal sealed class LogTails(WesClient client)
{
    public async Task<IReadOnlyList<string>> ReadAsync(string runId, WesRun run, int lines, CancellationToken cancellationToken)
    {
        var tail = new Queue<string>();
        foreach (var line in run.RunLog?.SystemLogs ?? [])
        {
            Add(tail, line, lines);
        }

        var before = tail.Count;
        await AddAsync(tail, runId, run.RunLog?.Stderr, lines, cancellationToken).ConfigureAwait(false);
        if (tail.Count == before)
        {
            await AddAsync(tail, runId, run.RunLog?.Stdout, lines, cancellationToken).ConfigureAwait(false);
        }

        return [.. tail];
    }

    private async Task AddAsync(Queue<string> tail, string runId, string? log, int lines, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(log))
        {
            return;
        }

        if (!LogAddress.IsAddress(log))
        {
            foreach (var line in log.TrimEnd('\n').Split('\n'))
            {
                Add(tail, line.TrimEnd('\r'), lines);
            }

            return;
        }

        try
        {
            var stream = await client.OpenAsync(runId, log, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                using var reader = new StreamReader(stream, Encoding.UTF8);
                while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
                {
                    Add(tail, line, lines);
                }
            }
        }
        catch (Exception e) when (e is ApiException or NotSupportedException)
        {
            // A tail is for an error message; where it cannot be read, the address still tells where to look.
            Add(tail, $"(log: {Redaction.Text(log)})", lines);
        }
    }

    private static void Add(Queue<string> tail, string line, int lines)
    {
        tail.Enqueue(line);
        if (tail.Count > lines)
        {
            tail.Dequeue();
        }
    }
}
