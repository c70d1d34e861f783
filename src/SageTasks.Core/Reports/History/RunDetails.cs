using System.Runtime.CompilerServices;

namespace SageTasks.Reports;

/// <summary>Reads what lists leave out, a few runs at a time, in the list's order.</summary>
internal static class RunDetails
{
    private const int AtATime = 16;

    public static async IAsyncEnumerable<ReportedRun> ReadAsync<TRow>(
        IAsyncEnumerable<TRow> rows, Func<TRow, Task<ReportedRun?>> readAsync, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = new Queue<Task<ReportedRun?>>();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            asked.Enqueue(readAsync(row));
            if (asked.Count == AtATime && await asked.Dequeue().ConfigureAwait(false) is { } run)
            {
                yield return run;
            }
        }

        while (asked.TryDequeue(out var last))
        {
            if (await last.ConfigureAwait(false) is { } run)
            {
                yield return run;
            }
        }
    }
}
