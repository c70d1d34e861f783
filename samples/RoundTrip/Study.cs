using SageTasks.Synapse;
using SageTasks.Tables;

namespace RoundTrip;

/// <summary>The Synapse project that the sample works on. Making it is safe to repeat: what is there already stays as it is.</summary>
internal sealed class Study
{
    private static readonly TableHeader Header = new(["sample", "read1", "read2", "strandedness"]);

    private Study()
    {
    }

    public required SynapseId Project { get; init; }

    /// <summary>The table that names each sample's files.</summary>
    public required SynapseId Samples { get; init; }

    public required SynapseId Results { get; init; }

    /// <summary>The table that the statistics are appended to.</summary>
    public required SynapseId Statistics { get; init; }

    public static async Task<Study> EnsureAsync(SynapseClient synapse, IReadOnlyList<ReadPair> pairs, CancellationToken cancellationToken)
    {
        var project = await EnsureAsync(synapse, null, new Project { Name = "SageTasks round trip" }, cancellationToken);
        var folders = new SynapseFolders(synapse);
        var reads = await folders.EnsureAsync(project, "reads", cancellationToken);
        var samples = await EnsureTableAsync(synapse, project, "samples", [Text("sample"), Entity("read1"), Entity("read2"), Text("strandedness")], cancellationToken);
        var rows = new List<TableRow>();
        foreach (var pair in pairs)
        {
            var read1 = await StoreAsync(synapse, reads, pair.Sample, 1, pair.Read1, cancellationToken);
            var read2 = await StoreAsync(synapse, reads, pair.Sample, 2, pair.Read2, cancellationToken);
            rows.Add(new TableRow(Header, [pair.Sample, read1.ToString(), read2.ToString(), "unstranded"]));
        }

        await new SynapseTables(synapse).AppendAsync(new RowAppend { TableId = samples, KeyColumns = ["sample", "read1", "read2"] }, rows, cancellationToken);
        return new Study
        {
            Project = project,
            Samples = samples,
            Results = await folders.EnsureAsync(project, "results", cancellationToken),
            Statistics = await EnsureTableAsync(
                synapse, project, "read statistics", [Text("sample"), Text("run"), Number("reads"), Number("bases"), Real("gc_percent"), Real("mean_quality"), Real("q30_percent")], cancellationToken),
        };
    }

    private static async Task<SynapseId> StoreAsync(
        SynapseClient synapse, SynapseId folder, string sample, long mate, string path, CancellationToken cancellationToken)
    {
        var stored = await new SynapseFiles(synapse).StoreAsync(
            new FileStore
            {
                Path = path,
                ParentId = folder,
                Annotations = new Dictionary<string, AnnotationValue> { ["sample"] = AnnotationValue.Of(sample), ["mate"] = AnnotationValue.Of(mate), ["assay"] = AnnotationValue.Of("rnaSeq") },
            },
            cancellationToken: cancellationToken);
        return stored.Id;
    }

    private static async Task<SynapseId> EnsureTableAsync(
        SynapseClient synapse, SynapseId project, string name, ColumnModel[] columns, CancellationToken cancellationToken)
    {
        var made = await synapse.CreateColumnsAsync(columns, cancellationToken);
        var table = new TableEntity { Name = name, ParentId = project.ToString(), ColumnIds = [.. made.Select(column => column.Id!)] };
        return await EnsureAsync(synapse, project, table, cancellationToken);
    }

    private static async Task<SynapseId> EnsureAsync<T>(SynapseClient synapse, SynapseId? parent, T entity, CancellationToken cancellationToken)
        where T : Entity
    {
        if (await synapse.FindChildAsync(parent, entity.Name!, cancellationToken) is { } there)
        {
            return there;
        }

        return SynapseId.Parse((await synapse.CreateEntityAsync(entity, cancellationToken: cancellationToken)).Id!);
    }

    private static ColumnModel Text(string name) => new() { Name = name, ColumnType = ColumnType.String, MaximumSize = 100 };

    private static ColumnModel Entity(string name) => new() { Name = name, ColumnType = ColumnType.EntityId };

    private static ColumnModel Number(string name) => new() { Name = name, ColumnType = ColumnType.Integer };

    private static ColumnModel Real(string name) => new() { Name = name, ColumnType = ColumnType.Double };
}
