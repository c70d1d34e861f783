using SageTasks.ContractSuites;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Tables;

namespace SageTasks.Synapse.Tests.Cancellation;

/// <summary>Tables, cancelled at each request of the task and called again.</summary>
public sealed class TableCancellationTests : CancellationScenes
{
    private static readonly TableHeader Header = new(["sample", "reads"]);

    [Theory]
    [MemberData(nameof(Points))]
    public Task Ensuring_a_table(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        async () =>
        {
            var scene = await BeginAsync();
            await new SynapseTables(World.Client).EnsureAsync(Table(scene, "sample"));
            return scene;
        },
        async (scene, handler, token) =>
        {
            var tables = new SynapseTables(scene.Connect(handler));
            await tables.EnsureAsync(Table(scene, "sample", "reads"), token);
            await tables.EnsureAsync(Table(scene, "sample", "reads") with { Name = "another" }, token);
        },
        _ => { },
        async scene =>
        {
            Assert.Equal(["another", "statistics"], (await scene.ChildrenAsync()).Select(child => child.Name));
            foreach (var table in await scene.ChildrenAsync())
            {
                Assert.Equal(["sample", "reads"], (await World.Tables.GetColumnsAsync(SynapseId.Parse(table.Id))).Select(column => column.Name));
            }
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Appending_rows(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        BeginTableAsync,
        (scene, handler, token) => new SynapseTables(scene.Connect(handler)).AppendAsync(
            new RowAppend { TableId = SynapseId.Parse(scene.Subject), KeyColumns = ["sample"], BatchRows = 2, SettleTime = TimeSpan.FromMilliseconds(20) },
            new[] { "a", "b", "c" }.Select(sample => new TableRow(Header, [sample, "1"])),
            token),
        _ => { },
        async scene => Assert.Equal(["a", "b", "c"], await SamplesAsync(scene)));

    [Theory]
    [MemberData(nameof(Points))]
    public Task Appending_a_file_of_rows(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        async () =>
        {
            var scene = await BeginTableAsync();
            World.Write($"{scene.Name}/rows.csv", "sample,reads\na,1\nb,2\n");
            return scene;
        },
        (scene, handler, token) => new SynapseTables(scene.Connect(handler)).AppendFileAsync(
            new RowAppend { TableId = SynapseId.Parse(scene.Subject), KeyColumns = ["sample"], SettleTime = TimeSpan.FromMilliseconds(20) },
            Path.Combine(scene.Local, "rows.csv"),
            token),
        _ => { },
        async scene => Assert.Equal(["a", "b"], await SamplesAsync(scene)));

    [Theory]
    [MemberData(nameof(Points))]
    public Task Reading_a_table(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        async () =>
        {
            var scene = await BeginTableAsync();
            await World.Tables.AppendAsync(new RowAppend { TableId = SynapseId.Parse(scene.Subject), KeyColumns = ["sample"] }, [new TableRow(Header, ["a", "1"])]);
            return scene;
        },
        async (scene, handler, token) =>
        {
            var tables = new SynapseTables(scene.Connect(handler), World.Transfer);
            Assert.Equal("a", (await tables.QueryAsync($"SELECT * FROM {scene.Subject}", token).SingleAsync(token)).GetString("sample"));
            await tables.DownloadCsvAsync($"SELECT sample FROM {scene.Subject}", Path.Combine(scene.Local, "rows.csv"), cancellationToken: token);
        },
        scene => Assert.All(scene.Visible(), file => Assert.Equal("sample\na\n", File.ReadAllText(file))),
        scene =>
        {
            Assert.Equal("sample\na\n", File.ReadAllText(Assert.Single(scene.Files())));
            return Task.CompletedTask;
        });

    private async Task<Scene> BeginTableAsync()
    {
        var scene = await BeginAsync();
        var table = await World.Tables.EnsureAsync(Table(scene, "sample", "reads"));
        return scene with { Subject = table.Id.ToString() };
    }

    private static TableDefinition Table(Scene scene, params string[] columns) => new()
    {
        ParentId = scene.Folder,
        Name = "statistics",
        Columns = [.. columns.Select(column => new ColumnModel { Name = column, ColumnType = ColumnType.String, MaximumSize = 50 })],
    };

    private Task<List<string>> SamplesAsync(Scene scene) =>
        World.Tables.QueryAsync($"SELECT sample FROM {scene.Subject} ORDER BY sample", row => row.GetString("sample")).ToListAsync().AsTask();
}
