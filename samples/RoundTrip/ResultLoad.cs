using SageTasks.Runs;
using SageTasks.Synapse;
using SageTasks.Tables;

namespace RoundTrip;

/// <summary>Stores the results of both runs in Synapse, with provenance and annotations, and appends the statistics to the table.</summary>
internal sealed class ResultLoad(SynapseClient synapse, Study study, ProvenanceNote provenance)
{
    /// <summary>The table of all samples, in the folder of the report.</summary>
    public const string Table = "read_statistics.csv";

    /// <summary>The page with plots, in the same folder.</summary>
    public const string Page = "report.html";

    private static readonly TableHeader Header = new(["sample", "run", "reads", "bases", "gc_percent", "mean_quality", "q30_percent"]);

    /// <summary>Stores what is not there yet.</summary>
    /// <param name="statistics">The run that computed the statistics.</param>
    /// <param name="samples">The local folder with one file a sample.</param>
    /// <param name="report">The local folder with table and page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<LoadedResults> RunAsync(Submission statistics, string samples, string report, CancellationToken cancellationToken)
    {
        var table = await TableReader.ReadFileAsync(Path.Combine(report, Table), cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var stored = new List<StoredFile>();
        foreach (var row in table)
        {
            stored.Add(await StoreAsync(Path.Combine(samples, $"{row["sample"]}.json"), AnnotationsOf(row), cancellationToken));
        }

        stored.Add(await StoreAsync(Path.Combine(report, Table), null, cancellationToken));
        stored.Add(await StoreAsync(Path.Combine(report, Page), null, cancellationToken));
        var rows = table.Select(row => new TableRow(Header, [row["sample"], statistics.RunId, row["reads"], row["bases"], row["gc_percent"], row["mean_quality"], row["q30_percent"]]));
        var appended = await new SynapseTables(synapse).AppendAsync(new RowAppend { TableId = study.Statistics, KeyColumns = ["sample", "run"] }, rows, cancellationToken);
        return new LoadedResults(stored.Count, stored.Count(file => file.BytesUploaded > 0), appended.Appended);
    }

    private static Dictionary<string, AnnotationValue> AnnotationsOf(TableRow row) => new(StringComparer.Ordinal)
    {
        ["sample"] = AnnotationValue.Of(row.GetString("sample")),
        ["reads"] = AnnotationValue.Of(row.GetInt64("reads")),
        ["meanQuality"] = AnnotationValue.Of(row.GetDouble("mean_quality")),
    };

    private Task<StoredFile> StoreAsync(string path, Dictionary<string, AnnotationValue>? annotations, CancellationToken cancellationToken) =>
        new SynapseFiles(synapse).StoreAsync(
            new FileStore { Path = path, ParentId = study.Results, Provenance = provenance, Annotations = annotations }, cancellationToken: cancellationToken);
}
