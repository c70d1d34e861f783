using System.Globalization;
using SageTasks.Reports;

namespace SageTasks.Storage;

public static partial class TransferManifest
{
    private const int MostErrors = 20;
    private const int MostRoutes = 5;

    /// <summary>Adds up what a report of a run says, for a <see cref="RunReport"/>. It is read row by row: one of millions takes no memory.</summary>
    /// <param name="path">The file that <see cref="WriteAsync"/> wrote.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FormatException">The file is not a report: it lacks the columns <c>outcome</c> and <c>size</c>, or is no CSV.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<ReportedTransfer> ReportAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var sum = new ReportedTransfer { Name = Path.GetFileName(path) };
        var (routes, errors) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        await foreach (var (cell, _) in RowsAsync(path, ["source", "destination", "outcome", "size"], cancellationToken).ConfigureAwait(false))
        {
            if (routes.Count <= MostRoutes)
            {
                routes.Add($"{PlaceOf(cell("source"))} → {PlaceOf(cell("destination"))}");
            }

            if (cell("error") is { } error && errors.Count < MostErrors)
            {
                errors.Add($"{Named(cell("source"))}: {error}");
            }

            sum = Add(sum, cell);
        }

        return sum with { Routes = routes.Count <= MostRoutes ? [.. routes] : [.. routes.Take(MostRoutes), "and others"], Errors = errors };
    }

    private static ReportedTransfer Add(ReportedTransfer sum, Func<string, string?> cell) => cell("outcome") switch
    {
        "copied" => Copied(sum, cell),
        "skipped" => sum with { Skipped = sum.Skipped + 1 },
        "failed" => sum with { Failed = sum.Failed + 1 },
        "stopped" => sum with { Stopped = sum.Stopped + 1 },
        _ => sum,
    };

    private static ReportedTransfer Copied(ReportedTransfer sum, Func<string, string?> cell)
    {
        _ = long.TryParse(cell("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size);
        var time = double.TryParse(cell("seconds"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        var completed = DateTimeOffset.TryParse(cell("completed"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : (DateTimeOffset?)null;
        return sum with
        {
            Copied = sum.Copied + 1,
            Bytes = sum.Bytes + size,
            BusyTime = sum.BusyTime + time,
            StartedAt = completed - time is { } started && !(sum.StartedAt <= started) ? started : sum.StartedAt,
            CompletedAt = completed is not null && !(sum.CompletedAt >= completed) ? completed : sum.CompletedAt,
        };
    }

    // Where something lies without its name: a bucket, an entity, a host, or the folder of a local file.
    private static string PlaceOf(string? address) => !Location.TryParse(address, out var place) ? "?"
        : place.IsLocal ? Path.GetDirectoryName(place.LocalPath) ?? place.LocalPath
        : $"{place.Scheme}://{place.Authority}";

    private static string Named(string? address) => Location.TryParse(address, out var place) ? place.ToString() : "?";
}
