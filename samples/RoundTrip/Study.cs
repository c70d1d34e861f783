using SageTasks.Http;
using SageTasks.Synapse;
using SageTasks.Tables;
using TransferProgress = SageTasks.Storage.TransferProgress;

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

    public static async Task<Study> EnsureAsync(
        SynapseClient synapse, string projectName, IReadOnlyList<ReadPair> pairs, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var (project, reads) = await EnsureProjectAsync(synapse, projectName, cancellationToken);
        var folders = new SynapseFolders(synapse);
        var tables = new SynapseTables(synapse);
        var samples = await tables.EnsureAsync(
            new TableDefinition { ParentId = project, Name = "samples", Columns = [Text("sample"), Entity("read1"), Entity("read2"), Text("strandedness")] }, cancellationToken);
        var statistics = await tables.EnsureAsync(
            new TableDefinition
            {
                ParentId = project,
                Name = "read statistics",
                Columns = [Text("sample"), Text("run"), Number("reads"), Number("bases"), Real("gc_percent"), Real("mean_quality"), Real("q30_percent")],
            },
            cancellationToken);
        var rows = new List<TableRow>();
        foreach (var pair in pairs)
        {
            var read1 = await StoreAsync(synapse, reads, pair.Sample, 1, pair.Read1, bar, cancellationToken);
            var read2 = await StoreAsync(synapse, reads, pair.Sample, 2, pair.Read2, bar, cancellationToken);
            rows.Add(new TableRow(Header, [pair.Sample, read1.ToString(), read2.ToString(), "unstranded"]));
        }

        await tables.AppendAsync(new RowAppend { TableId = samples.Id, KeyColumns = ["sample", "read1", "read2"] }, rows, cancellationToken);
        return new Study
        {
            Project = project,
            Samples = samples.Id,
            Results = await folders.EnsureAsync(project, "results", cancellationToken),
            Statistics = statistics.Id,
        };
    }

    // Names of projects are unique on the whole server: the one of this name is ours or refused, at the latest when something is put into it.
    private static async Task<(SynapseId Project, SynapseId Reads)> EnsureProjectAsync(SynapseClient synapse, string name, CancellationToken cancellationToken)
    {
        try
        {
            var project = await synapse.FindChildAsync(null, name, cancellationToken)
                ?? SynapseId.Parse((await synapse.CreateEntityAsync(new Project { Name = name }, cancellationToken: cancellationToken)).Id!);
            return (project, await new SynapseFolders(synapse).EnsureAsync(project, "reads", cancellationToken));
        }
        catch (ApiException e) when (e.Error.Status is 403 or 409)
        {
            throw new InvalidDataException($"--project '{name}': Synapse refuses it ({e.Message.TrimEnd('.')}). Names of projects are unique on the whole server; give one of your own.", e);
        }
    }

    private static async Task<SynapseId> StoreAsync(
        SynapseClient synapse, SynapseId folder, string sample, long mate, string path, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var stored = await new SynapseFiles(synapse).StoreAsync(
            new FileStore
            {
                Path = path,
                ParentId = folder,
                Annotations = new Dictionary<string, AnnotationValue> { ["sample"] = AnnotationValue.Of(sample), ["mate"] = AnnotationValue.Of(mate), ["assay"] = AnnotationValue.Of("rnaSeq") },
            },
            bar($"study: {Path.GetFileName(path)}"),
            cancellationToken);
        return stored.Id;
    }

    private static ColumnModel Text(string name) => new() { Name = name, ColumnType = ColumnType.String, MaximumSize = 100 };

    private static ColumnModel Entity(string name) => new() { Name = name, ColumnType = ColumnType.EntityId };

    private static ColumnModel Number(string name) => new() { Name = name, ColumnType = ColumnType.Integer };

    private static ColumnModel Real(string name) => new() { Name = name, ColumnType = ColumnType.Double };
}
