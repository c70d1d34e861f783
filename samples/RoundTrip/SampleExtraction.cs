using RoundTrip.Staging;
using SageTasks.Storage;
using SageTasks.Synapse;
using SageTasks.Tables;

namespace RoundTrip;

/// <summary>Takes the samples from the table in Synapse and stages their files.</summary>
internal sealed class SampleExtraction(SynapseClient synapse, IStaging staging)
{
    /// <param name="study">The study.</param>
    /// <param name="wanted">The names of the samples; all of them where empty.</param>
    /// <param name="bar">Shows how far a transfer is.</param>
    /// <param name="cancellationToken">Ends it; what has arrived is kept.</param>
    public async Task<IReadOnlyList<StagedSample>> RunAsync(
        Study study, IReadOnlyCollection<string> wanted, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var rows = await LatestAsync(study, wanted, cancellationToken);
        var ids = rows.SelectMany(row => new[] { row.GetString("read1"), row.GetString("read2") }).Select(SynapseId.Parse).ToList();
        var files = await staging.StageAsync(ids, bar, cancellationToken);
        return [.. rows.Select((row, index) => new StagedSample(row.GetString("sample"), row["strandedness"], files[2 * index], files[(2 * index) + 1]))];
    }

    // Rows are only ever appended: the last one of a sample counts.
    private async Task<IReadOnlyList<TableRow>> LatestAsync(Study study, IReadOnlyCollection<string> wanted, CancellationToken cancellationToken)
    {
        var latest = new SortedDictionary<string, TableRow>(StringComparer.Ordinal);
        await foreach (var row in new SynapseTables(synapse).QueryAsync($"select sample, read1, read2, strandedness from {study.Samples}", cancellationToken))
        {
            latest[row.GetString("sample")] = row;
        }

        return [.. latest.Values.Where(row => wanted.Count == 0 || wanted.Contains(row.GetString("sample"), StringComparer.Ordinal))];
    }
}
