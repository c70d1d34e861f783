using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Tables;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Tables;

public sealed class TableTests : IAsyncLifetime
{
    private const string Start = "POST /repo/v1/entity/*/table/transaction/async/start";

    private World _world = null!;
    private SynapseId _table;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        var columns = await _world.Client.CreateColumnsAsync(
        [
            new ColumnModel { Name = "sample", ColumnType = ColumnType.String, MaximumSize = 100 },
            new ColumnModel { Name = "reads", ColumnType = ColumnType.Integer },
            new ColumnModel { Name = "gc content", ColumnType = ColumnType.Double },
            new ColumnModel { Name = "append_id", ColumnType = ColumnType.String, MaximumSize = 100 },
        ]);
        var table = await _world.Client.CreateEntityAsync(new TableEntity
        {
            Name = "results",
            ParentId = _world.Project.ToString(),
            ColumnIds = [.. columns.Select(column => column.Id!)],
        });
        _table = SynapseId.Parse(table.Id!);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    private RowAppend BySample => new() { TableId = _table, KeyColumns = ["sample"], SettleTime = TimeSpan.FromMilliseconds(400) };

    [Fact]
    public async Task Rows_are_appended_and_read_back_typed()
    {
        await _world.Tables.AppendAsync(BySample, Rows(("a", 1), ("b", 2)));

        var rows = await _world.Tables.QueryAsync(
            $"SELECT * FROM {_table} ORDER BY reads DESC", row => (row.GetString("sample"), row.GetInt64("reads"), row.GetDoubleOrNull("gc content"))).ToListAsync();

        Assert.Equal([("b", 2L, 0.5), ("a", 1L, 0.5)], rows);
    }

    [Fact]
    public async Task Appending_the_same_rows_again_appends_nothing()
    {
        var first = await _world.Tables.AppendAsync(BySample, Rows(("a", 1), ("it's", 2)));
        var second = await _world.Tables.AppendAsync(BySample, Rows(("a", 1), ("it's", 2), ("c", 3)));

        Assert.Equal((2L, 0L), (first.Appended, first.AlreadyThere));
        Assert.Equal((1L, 2L), (second.Appended, second.AlreadyThere));
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Keys_of_several_columns_tell_rows_apart_together()
    {
        var append = BySample with { KeyColumns = ["sample", "reads"] };
        await _world.Tables.AppendAsync(append, Rows(("a", 1)));

        var second = await _world.Tables.AppendAsync(append, Rows(("a", 1), ("a", 2)));

        Assert.Equal((1L, 1L), (second.Appended, second.AlreadyThere));
    }

    [Theory]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.DropRequest)]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.DeliverTwice)]
    public async Task No_row_is_there_twice_or_missing_whatever_happens_to_the_start(FaultKind kind)
    {
        _world.Fault(World.Rule(kind, Start, 1, 2));

        var result = await _world.Tables.AppendAsync(BySample with { BatchRows = 3 }, Rows(("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)));

        Assert.Equal(["a", "b", "c", "d", "e"], await SamplesAsync());
        Assert.Equal(5, result.Appended);
        Assert.True(_world.Server.Faults.Injected[kind] > 0);
    }

    [Fact]
    public async Task A_request_that_takes_effect_late_leaves_no_twins()
    {
        _world.Fault(World.Rule(FaultKind.LateCommit, Start, 1) with { Delay = TimeSpan.FromMilliseconds(600) });

        var result = await _world.Tables.AppendAsync(BySample with { SettleTime = TimeSpan.FromSeconds(5) }, Rows(("a", 1), ("b", 2)));

        Assert.Equal(["a", "b"], await SamplesAsync());
        Assert.Equal((2L, 0L), (result.Appended, result.TwinsRemoved));
    }

    [Fact]
    public async Task A_proxy_that_sends_the_request_twice_leaves_no_twins()
    {
        _world.Fault(World.Rule(FaultKind.DeliverTwice, Start, 1));

        var result = await _world.Tables.AppendAsync(BySample, Rows(("a", 1), ("b", 2)));

        Assert.Equal(["a", "b"], await SamplesAsync());
        Assert.Equal(2, result.TwinsRemoved);
    }

    [Fact]
    public async Task Rows_without_a_key_of_their_own_are_told_apart_by_the_name_of_the_work()
    {
        var append = new RowAppend { TableId = _table, AppendIdColumn = "append_id", AppendId = "run 7", BatchRows = 2, SettleTime = TimeSpan.FromMilliseconds(300) };
        TableRow[] rows = [.. Rows(("a", 1), ("a", 1), ("a", 1))];
        _world.Fault(World.Rule(FaultKind.DropReply, Start, 2));

        var first = await _world.Tables.AppendAsync(append, rows);
        var second = await _world.Tables.AppendAsync(append, rows);
        var other = await _world.Tables.AppendAsync(append with { AppendId = "run 8" }, rows);

        Assert.Equal((3L, 0L, 3L), (first.Appended, second.Appended, other.Appended));
        Assert.Equal(6, await CountAsync());
    }

    [Fact]
    public async Task A_file_of_rows_is_appended_and_only_once()
    {
        var path = _world.Write("rows.csv", "sample,reads\n" + string.Concat(Enumerable.Range(0, 1200).Select(i => $"s{i},{i}\n")));

        var first = await _world.Tables.AppendFileAsync(BySample, path);
        var second = await _world.Tables.AppendFileAsync(BySample, path);

        Assert.Equal((1200L, 1200L, 0L), (first.Appended, second.AlreadyThere, second.Appended));
        Assert.Equal(1200, await CountAsync());
    }

    [Fact]
    public async Task What_cannot_be_appended_safely_is_refused()
    {
        var rows = Rows(("a", 1)).ToList();
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Tables.AppendAsync(new RowAppend { TableId = _table }, rows));
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Tables.AppendAsync(BySample with { KeyColumns = ["gc content"] }, rows));
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Tables.AppendAsync(BySample with { KeyColumns = ["colour"] }, rows));
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Tables.AppendAsync(BySample, Rows(("a", 1), ("a", 2))));
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Tables.AppendAsync(BySample, [new TableRow(new TableHeader(["sample", "size"]), ["a", "1"])]));
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Tables.AppendAsync(BySample, [new TableRow(new TableHeader(["sample", "reads"]), [null, "1"])]));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_result_of_many_pages_is_read_to_the_end()
    {
        var lines = Enumerable.Range(0, 9000).Select(i => $"{new string('x', 60)}{i:D5},{i}\n");
        await UploadCsvAsync("sample,reads\n" + string.Concat(lines));

        var rows = await _world.Tables.QueryAsync($"SELECT sample, reads FROM {_table}", row => row.GetInt64("reads")).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 9000).Select(i => (long)i), rows.Order());
    }

    // Complaint PR 1168: a table was loaded into memory whole.
    [Fact]
    public async Task A_table_becomes_a_csv_file_that_is_left_alone_the_second_time()
    {
        await _world.Tables.AppendAsync(BySample, Rows(("a", 1), ("say \"hi\", you\\me", 2)));

        var first = await _world.Tables.DownloadCsvAsync($"SELECT sample, reads FROM {_table} ORDER BY reads", _world.PathOf("out.csv"));
        var second = await _world.Tables.DownloadCsvAsync($"SELECT sample, reads FROM {_table} ORDER BY reads", _world.PathOf("out.csv"));

        var rows = await TableReader.ReadFileAsync(first.Path).ToListAsync();
        Assert.Equal(["a", "say \"hi\", you\\me"], rows.Select(row => row.GetString("sample")));
        Assert.Equal(DownloadOutcome.Unchanged, second.Outcome);
    }

    [Fact]
    public async Task A_view_shows_files_as_typed_rows()
    {
        await _world.Files.StoreAsync(new FileStore
        {
            Path = _world.Write("r1.fastq", "reads"),
            ParentId = _world.Project,
            Annotations = new Dictionary<string, AnnotationValue> { ["specimenID"] = AnnotationValue.Of("s1") },
        });
        var columns = await _world.Client.CreateColumnsAsync(
        [
            new ColumnModel { Name = "id", ColumnType = ColumnType.EntityId },
            new ColumnModel { Name = "name", ColumnType = ColumnType.String, MaximumSize = 256 },
            new ColumnModel { Name = "specimenID", ColumnType = ColumnType.String, MaximumSize = 50 },
        ]);
        var view = await _world.Client.CreateEntityAsync(new EntityView
        {
            Name = "view",
            ParentId = _world.Project.ToString(),
            ViewTypeMask = 1,
            ScopeIds = [_world.Project.ToString()],
            ColumnIds = [.. columns.Select(column => column.Id!)],
        });

        var rows = await _world.Tables.QueryAsync($"SELECT * FROM {view.Id}", row => (row.GetString("name"), row.GetString("specimenID"))).ToListAsync();

        Assert.Equal([("r1.fastq", "s1")], rows);
    }

    [Fact]
    public async Task Entities_that_refuse_a_change_through_a_view_are_told_although_the_answer_succeeded()
    {
        using var stub = new StubSynapse();
        stub.Answer("""{"token":"7"}""", 201).Answer("""
            {"results":[{"concreteType":"org.sagebionetworks.repo.model.table.EntityUpdateResults","updateResults":[
            {"entityId":"syn1"},{"entityId":"syn2","failureCode":"CONCURRENT_UPDATE","failureMessage":"was changed"}]}]}
            """, 201);

        var refused = await Assert.ThrowsAsync<EntityUpdateException>(() => new SynapseTables(stub.Client()).ChangeAsync(new TableTransactionRequest { EntityId = "syn9" }));

        Assert.Contains("syn2: CONCURRENT_UPDATE was changed", refused.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal("syn2", Assert.Single(refused.Failures).EntityId);
    }

    [Fact]
    public async Task A_query_without_a_table_is_refused_before_any_request() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await _world.Tables.QueryAsync("SELECT 1").ToListAsync());

    [Fact]
    public async Task A_table_is_made_once_and_gets_the_columns_it_lacks()
    {
        var definition = new TableDefinition
        {
            ParentId = _world.Project,
            Name = "made",
            Columns = [new ColumnModel { Name = "a", ColumnType = ColumnType.String, MaximumSize = 10 }],
        };
        var wider = definition with
        {
            Columns = [new ColumnModel { Name = "a", ColumnType = ColumnType.String, MaximumSize = 20 }, new ColumnModel { Name = "b", ColumnType = ColumnType.Integer }],
        };

        var made = await _world.Tables.EnsureAsync(definition);
        var again = await _world.Tables.EnsureAsync(definition);
        _world.Fault(World.Rule(FaultKind.DropReply, Start, 1));
        var changed = await _world.Tables.EnsureAsync(wider);
        var still = await _world.Tables.EnsureAsync(wider);

        Assert.Equal((StoreOutcome.Created, StoreOutcome.Unchanged, StoreOutcome.Unchanged), (made.Outcome, again.Outcome, still.Outcome));
        Assert.Equal([made.Id, made.Id, made.Id], [again.Id, changed.Id, still.Id]);
        Assert.Equal([("a", 20L), ("b", 0L)], still.Columns.Select(column => (column.Name, column.MaximumSize ?? 0)));
        await Assert.ThrowsAsync<ArgumentException>(
            () => _world.Tables.EnsureAsync(definition with { Columns = [new ColumnModel { Name = "a", ColumnType = ColumnType.Integer }] }));
    }

    [Fact]
    public async Task A_column_that_is_made_wider_stays_what_it_is_otherwise()
    {
        var old = new ColumnModel { Name = "tags", ColumnType = ColumnType.StringList, MaximumSize = 10, MaximumListLength = 50, FacetType = "enumeration" };
        var definition = new TableDefinition { ParentId = _world.Project, Name = "wide", Columns = [old] };
        await _world.Tables.EnsureAsync(definition);

        await _world.Tables.EnsureAsync(definition with { Columns = [new ColumnModel { Name = "tags", ColumnType = ColumnType.StringList, MaximumSize = 20, MaximumListLength = 5 }] });

        var column = Assert.Single(await _world.Tables.GetColumnsAsync((await _world.Client.FindChildAsync(_world.Project, "wide"))!.Value));
        Assert.Equal((20L, 50L, "enumeration"), (column.MaximumSize, column.MaximumListLength, column.FacetType));
    }

    [Fact]
    public async Task Rows_that_are_long_travel_in_several_requests()
    {
        var column = new ColumnModel { Name = "text", ColumnType = ColumnType.LargeText };
        var table = await _world.Tables.EnsureAsync(new TableDefinition
        {
            ParentId = _world.Project,
            Name = "long",
            Columns = [new ColumnModel { Name = "sample", ColumnType = ColumnType.String, MaximumSize = 10 }, column],
        });
        var header = new TableHeader(["sample", "text"]);

        var result = await _world.Tables.AppendAsync(
            BySample with { TableId = table.Id }, Enumerable.Range(0, 60).Select(i => new TableRow(header, [$"s{i}", new string('ä', 50_000)])));

        Assert.Equal(60, result.Appended);
    }

    // Complaints Genie PR 596, PR 401: a fixed time after which any query failed.
    [Fact]
    public async Task Waiting_for_a_job_ends_when_nothing_moves_for_the_time_that_was_chosen()
    {
        await using var slow = await World.StartAsync(new LocalSynapseOptions { JobPolls = 100_000 });
        var columns = await slow.Client.CreateColumnsAsync([new ColumnModel { Name = "a", ColumnType = ColumnType.Integer }]);
        var table = await slow.Client.CreateEntityAsync(new TableEntity { Name = "t", ParentId = slow.Project.ToString(), ColumnIds = [columns[0].Id!] });
        var impatient = new SynapseClient(new SynapseClientOptions
        {
            Token = slow.Server.Token,
            Endpoint = slow.Server.Url,
            JobPollInterval = TimeSpan.FromMilliseconds(20),
        });
        var tables = new SynapseTables(impatient) { JobStallTimeout = TimeSpan.FromMilliseconds(200) };

        var late = await Assert.ThrowsAsync<TimeoutException>(async () => await tables.QueryAsync($"SELECT * FROM {table.Id}").ToListAsync());

        Assert.Contains("JobStallTimeout", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_is_changed_and_a_snapshot_made()
    {
        var column = await _world.Client.CreateColumnAsync(new ColumnModel { Name = "note", ColumnType = ColumnType.String, MaximumSize = 20 });
        var ids = (await _world.Tables.GetColumnsAsync(_table)).Select(present => present.Id!).Append(column.Id!).ToList();

        await _world.Tables.ChangeAsync(new TableTransactionRequest
        {
            EntityId = _table.ToString(),
            Changes = [new TableSchemaChangeRequest { EntityId = _table.ToString(), Changes = [new ColumnChange { NewColumnId = column.Id }], OrderedColumnIds = ids }],
        });
        var snapshot = await _world.Client.CreateSnapshotAsync(_table, new SnapshotRequest { SnapshotLabel = "v1" });

        Assert.Equal("note", (await _world.Tables.GetColumnsAsync(_table))[^1].Name);
        Assert.True(snapshot.SnapshotVersionNumber > 0);
    }

    [Fact]
    public async Task A_csv_file_in_synapse_is_appended_by_the_server()
    {
        var result = await UploadCsvAsync("sample,reads\na,1\nb,2\n");

        Assert.Equal(2, Assert.IsType<UploadToTableResult>(result.Results[0]).RowsProcessed);
        Assert.Equal(["a", "b"], await SamplesAsync());
    }

    private static IEnumerable<TableRow> Rows(params (string Sample, long Reads)[] rows)
    {
        var header = new TableHeader(["sample", "reads", "gc content"]);
        return rows.Select(row => new TableRow(header, [row.Sample, row.Reads.ToString(System.Globalization.CultureInfo.InvariantCulture), "0.5"]));
    }

    private async Task<TableTransactionResult> UploadCsvAsync(string csv)
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("rows.csv", csv), ParentId = _world.Project });
        return await _world.Tables.ChangeAsync(new TableTransactionRequest
        {
            EntityId = _table.ToString(),
            Changes = [new UploadToTableRequest { EntityId = _table.ToString(), TableId = _table.ToString(), UploadFileHandleId = stored.FileHandleId }],
        });
    }

    private async Task<List<string>> SamplesAsync()
    {
        _world.Server.Faults.Enabled = false;
        return await _world.Tables.QueryAsync($"SELECT sample FROM {_table} ORDER BY sample", row => row.GetString("sample")).ToListAsync();
    }

    private async Task<long> CountAsync()
    {
        _world.Server.Faults.Enabled = false;
        return await _world.Tables.QueryAsync($"SELECT COUNT(*) AS n FROM {_table}", row => row.GetInt64("n")).SingleAsync();
    }
}
