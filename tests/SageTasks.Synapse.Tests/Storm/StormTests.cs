using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Tables;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Storm;

/// <summary>Every task twice, while requests are dropped, repeated, refused and overtaken at random: the server ends as if nothing had happened.</summary>
public sealed class StormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_whole_delivery_leaves_each_thing_once(int seed)
    {
        await using var world = await World.StartAsync();
        var input = await world.Files.StoreAsync(new FileStore { Path = world.Write("in.txt", "input"), ParentId = world.Project });
        world.Server.Faults.Plan = new FaultPlan { Seed = seed, Rules = [.. Faults()] };

        var first = await DeliverAsync(world, input.Id);
        var second = await DeliverAsync(world, input.Id);

        world.Server.Faults.Enabled = false;
        Assert.Equal(first, second);
        Assert.True(world.Server.Faults.Injected.Values.Sum() > 3);
        Assert.Equal(["in.txt", "results", "statistics"], (await world.Client.GetChildrenAsync(world.Project).ToListAsync()).Select(child => child.Name).Order());
        Assert.Equal(
            [("a", 1L), ("b", 2L), ("c", 3L)],
            await world.Tables.QueryAsync($"SELECT * FROM {first.Table} ORDER BY sample", row => (row.GetString("sample"), row.GetInt64("reads"))).ToListAsync());
        Assert.Equal(1, first.Report.Version);
        Assert.Equal("rnaSeq", (await world.Client.GetAnnotationsAsync(first.Report)).Values["assay"].Values[0]);
        Assert.Equal("run 7", (await world.Client.GetGeneratedByAsync(first.Report.WithoutVersion()))!.Name);
        Assert.Equal(2, world.Count("upload.completed"));
    }

    private static async Task<Delivery> DeliverAsync(World world, SynapseId input)
    {
        var local = await world.Files.DownloadAsync(new FileDownload { Id = input, Path = world.PathOf("local.txt") });
        Assert.Equal("input", await File.ReadAllTextAsync(local.Path));
        var folder = await world.Folders.EnsureAsync(world.Project, "results/run 7");
        var report = await world.Files.StoreAsync(new FileStore
        {
            Path = world.Write("report.html", World.Bytes(300_000, seed: 5)),
            ParentId = folder,
            Annotations = new Dictionary<string, AnnotationValue> { ["assay"] = AnnotationValue.Of("rnaSeq") },
            Provenance = new ProvenanceNote { Name = "run 7", Used = [input], Executed = ["https://github.com/nf-core/rnaseq"] },
        });
        var table = await world.Tables.EnsureAsync(new TableDefinition
        {
            ParentId = world.Project,
            Name = "statistics",
            Columns = [new ColumnModel { Name = "sample", ColumnType = ColumnType.String, MaximumSize = 50 }, new ColumnModel { Name = "reads", ColumnType = ColumnType.Integer }],
        });
        var header = new TableHeader(["sample", "reads"]);
        await world.Tables.AppendAsync(
            new RowAppend { TableId = table.Id, KeyColumns = ["sample"], BatchRows = 2, SettleTime = TimeSpan.FromMilliseconds(300) },
            [new TableRow(header, ["a", "1"]), new TableRow(header, ["b", "2"]), new TableRow(header, ["c", "3"])]);
        return new Delivery(folder, report.Id, table.Id);
    }

    private static IEnumerable<FaultRule> Faults() =>
        new[]
        {
            FaultKind.DropRequest, FaultKind.DropReply, FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.CutBody, FaultKind.Throttle,
            FaultKind.DeliverTwice, FaultKind.Overtake, FaultKind.RefusePart, FaultKind.ExpireUrls,
        }.Select(kind => World.Often(kind, "* /**", 0.05));

    private sealed record Delivery(SynapseId Folder, SynapseId Report, SynapseId Table);
}
