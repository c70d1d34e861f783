using RoundTrip.Staging;
using SageTasks.Storage;
using SageTasks.Synapse;
using SageTasks.Tables;

namespace RoundTrip;

/// <summary>Takes the samples from the table in Synapse and stages their files.</summary>
internal sealed class SampleExtraction(SynapseClient synapse, IStaging staging)
{
    public async Task<IReadOnlyList<StagedSample>> RunAsync(
        Study study, IReadOnlyList<ReadPair> pairs, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var rows = await LatestAsync(study, pairs, cancellationToken);
        var ids = rows.SelectMany(row => new[] { row.GetString("read1"), row.GetString("read2") }).Select(SynapseId.Parse).ToList();
        var files = await staging.StageAsync(ids, bar, cancellationToken);
        return [.. rows.Select((row, index) => new StagedSample(row.GetString("sample"), row["strandedness"], files[2 * index], files[(2 * index) + 1]))];
    }

    // Rows are only ever appended: the last one of a sample counts.
    private async Task<IReadOnlyList<TableRow>> LatestAsync(Study study, IReadOnlyList<ReadPair> pairs, CancellationToken cancellationToken)
    {
        var wanted = pairs.Select(pair => pair.Sample).ToHashSet(StringComparer.Ordinal);
        var latest = new SortedDictionary<string, TableRow>(StringComparer.Ordinal);
        await foreach (var row in new SynapseTables(synapse).QueryAsync($"select sample, read1, read2, strandedness from {study.Samples}", cancellationToken))
        {
            latest[row.GetString("sample")] = row;
        }

        return [.. latest.Values.Where(row => wanted.Contains(row.GetString("sample")))];
    }
}
